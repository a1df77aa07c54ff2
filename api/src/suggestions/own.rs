//! The caller's own suggestions.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_infra::db::Tx;
use xianfeng_infra::suggestions as rows;

use super::wire::{OwnSuggestionOut, own_example, own_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::Problem;

/// A page of the own suggestions.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnSuggestionsOut {
    /// The suggestions.
    pub items: Vec<OwnSuggestionOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the suggestions that the caller made, the newest first.
///
/// With what became of each.
#[utoipa::path(
    tag = "me",
    params(PageQuery),
    responses((status = 200, body = OwnSuggestionsOut, description = "A page",
        example = json!({ "items": [own_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/me/suggestions")]
pub(super) async fn list_my_suggestions(
    app: Data<App>,
    bound: Bound,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        Ok(rows::of_person(tx, bound.person, before, u64::from(list.page.limit) + 1).await?)
    };
    let found = app.database.read(read).await?;
    let (found, next_cursor) = list.page.cut(found, |suggestion| suggestion.id.0)?;
    let items = found.iter().map(own_out).collect();
    Ok(HttpResponse::Ok().json(OwnSuggestionsOut { items, next_cursor }))
}
