//! One draft with its text.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::ids::DraftId;
use xianfeng_infra::db::Tx;

use super::subject::subject;
use super::wire::{DraftOut, draft_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::Problem;

/// A draft with its document.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DraftTextOut {
    /// The draft.
    pub draft: DraftOut,
    /// Its text.
    pub document: String,
}

/// Reads one draft with its text.
///
/// The answer may have more than 1 MiB.
#[utoipa::path(
    tag = "rulebooks",
    params(("id" = Uuid, Path, description = "The draft")),
    responses((status = 200, body = DraftTextOut, description = "The draft",
        example = json!({ "draft": draft_example(), "document": "name = \"沁源县党员积分管理台账\"\n" }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "rulebook.draft_not_found"]))),
)]
#[get("/rulebooks/drafts/{id}")]
pub(super) async fn get_rulebook_draft(
    app: Data<App>,
    permit: Permit<rights::SetRules>,
    id: PathId<DraftId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> { subject(tx, &permit.reach, id.0).await };
    let (draft, document) = app.database.read(read).await?;
    Ok(HttpResponse::Ok().json(DraftTextOut { draft: DraftOut::from(&draft), document }))
}
