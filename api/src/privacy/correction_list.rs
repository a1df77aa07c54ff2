//! Reading requests for corrections.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::privacy::CorrectionState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::corrections::{self as rows, Whose};

use super::correction_wire::{CorrectionsOut, correction_example, corrections_out};
use crate::app::App;
use crate::auth::{Act, Bound, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, NoFilter, PageQuery};
use crate::http::problem::{Check, Problem};

/// Which requests.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CorrectionsQuery {
    /// In a state; all where absent.
    #[param(inline)]
    state: Option<WireState>,
}

impl Check for CorrectionsQuery {}

/// Where a request stands.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CorrectionState)]
pub enum WireState {
    /// It waits.
    Waiting,
    /// It was corrected.
    Accepted,
    /// It was not.
    Refused,
}

impl From<WireState> for CorrectionState {
    fn from(state: WireState) -> Self {
        match state {
            WireState::Waiting => Self::Waiting,
            WireState::Accepted => Self::Accepted,
            WireState::Refused => Self::Refused,
        }
    }
}

/// Lists the caller's own requests for corrections, the newest first.
///
/// With what became of each.
#[utoipa::path(
    tag = "privacy",
    params(PageQuery),
    responses((status = 200, body = CorrectionsOut, description = "A page",
        example = json!({ "items": [correction_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/me/privacy/corrections")]
pub(super) async fn list_my_corrections(
    app: Data<App>,
    bound: Bound,
    list: ListParams<NoFilter>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let limit = u64::from(list.page.limit) + 1;
        let found = rows::page(tx, &app.vault, Whose::Own(bound.person), None, before, limit).await?;
        let (found, next_cursor) = list.page.cut(found, |request| request.id.0)?;
        Ok(CorrectionsOut { items: corrections_out(tx, found).await?, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// Lists requests for corrections within reach, the newest first.
///
/// For who keeps the roster. Reading is written to the audit log, since a wish may be a phone number.
#[utoipa::path(
    tag = "privacy",
    params(PageQuery, CorrectionsQuery),
    responses((status = 200, body = CorrectionsOut, description = "A page",
        example = json!({ "items": [correction_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "list.bad_cursor"]))),
)]
#[get("/privacy/corrections")]
pub(super) async fn list_corrections(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    list: ListParams<CorrectionsQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let state = list.filter.state.map(Into::into);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let limit = u64::from(list.page.limit) + 1;
        let found = rows::page(tx, &app.vault, Whose::Within(&permit.reach), state, before, limit).await?;
        let (found, next_cursor) = list.page.cut(found, |request| request.id.0)?;
        Ok(CorrectionsOut { items: corrections_out(tx, found).await?, next_cursor })
    };
    let out = app.database.read(read).await?;
    permit.disclosed(&app, "privacy.corrections", None, Act::place_read(&permit.reach, None)).await?;
    Ok(HttpResponse::Ok().json(out))
}
