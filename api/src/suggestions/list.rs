//! What the caller may handle.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::suggestions::State;
use xianfeng_infra::db::Tx;
use xianfeng_infra::suggestions::{self as rows, SuggestionFilter};

use super::wire::{SuggestionOut, suggestion_example, suggestions_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, FaultCode, Faults, Problem};

/// Which suggestions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SuggestionQuery {
    /// `received`, `taken_up`, `answered`, `adopted` or `declined`.
    state: Option<String>,
    /// Only those whose last day is over without an answer.
    #[serde(default)]
    #[param(required = false, example = false)]
    overdue: bool,
}

impl Check for SuggestionQuery {
    fn check(&self, faults: &mut Faults) {
        if self.state.as_deref().is_some_and(|state| State::from_code(state).is_none()) {
            faults.add_limit("?state", FaultCode::NotOneOf, State::ALL.map(State::code).join(", "));
        }
    }
}

/// A page of suggestions.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionsOut {
    /// The suggestions.
    pub items: Vec<SuggestionOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the suggestions that the caller may handle, the newest first.
///
/// Never the caller's own, and never which villager made one. The audit log says who read them.
#[utoipa::path(
    tag = "suggestions",
    params(PageQuery, SuggestionQuery),
    responses((status = 200, body = SuggestionsOut, description = "A page",
        example = json!({ "items": [suggestion_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "list.bad_cursor"]))),
)]
#[get("/suggestions")]
pub(super) async fn list_suggestions(
    app: Data<App>,
    permit: Permit<rights::Review>,
    list: ListParams<SuggestionQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let filter = SuggestionFilter {
            state: list.filter.state.as_deref().and_then(State::from_code),
            overdue_on: list.filter.overdue.then(|| permit.today()),
            not_by: Some(permit.person),
            before,
            limit: u64::from(list.page.limit) + 1,
        };
        let found = rows::page(tx, &permit.reach, &filter).await?;
        let (found, next_cursor) = list.page.cut(found, |suggestion| suggestion.id.0)?;
        Ok(SuggestionsOut { items: suggestions_out(tx, &found, permit.today()).await?, next_cursor })
    };
    let out = app.database.read(read).await?;
    permit.disclosed(&app, "suggestions.list", None, Act::place_read(&permit.reach, None)).await?;
    Ok(HttpResponse::Ok().json(out))
}
