//! Putting a draft aside.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::ids::DraftId;
use xianfeng_domain::rulebook::DraftState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks::drafts::Draft;

use super::subject::{must_be_open, subject, write};
use super::wire::{DraftOut, draft_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::Problem;

/// Puts a draft aside.
///
/// It stays readable and cannot be taken up again: begin a new one from its text.
#[utoipa::path(
    tag = "rulebooks",
    params(("id" = Uuid, Path, description = "The draft")),
    responses((status = 200, body = DraftOut, description = "The draft now", example = json!(draft_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "rulebook.draft_not_found", "rulebook.draft_closed", "rulebook.already_adopted"
    ]))),
)]
#[post("/rulebooks/drafts/{id}/withdraw")]
pub(super) async fn withdraw_rulebook_draft(
    app: Data<App>,
    permit: Permit<rights::SetRules>,
    key: IdempotencyKey,
    id: PathId<DraftId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "rulebooks.draft_withdraw", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let (draft, _) = subject(tx, &permit.reach, id.0).await?;
        must_be_open(&draft)?;
        let after = Draft { state: DraftState::Withdrawn, ..draft.clone() };
        let after = write(tx, &permit, &draft, after, None).await?;
        permit.act.audit(tx, "rulebooks.draft_withdraw", ("rulebook_draft", draft.id.0), &draft.path).await?;
        Ok(Done::ok(DraftOut::from(&after)).within(&draft.path))
    };
    Ok(command.run(work).await?.into())
}
