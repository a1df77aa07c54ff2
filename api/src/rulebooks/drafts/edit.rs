//! Writing on a draft.

use actix_web::web::Data;
use actix_web::{HttpResponse, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::DraftId;
use xianfeng_infra::db::Tx;

use super::create::fits;
use super::subject::{must_be_open, subject, write};
use super::wire::{DraftOut, MOST_BYTES, check_name, draft_example, edited};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Check, Faults, Problem};

/// What a draft is to say.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditDraftIn {
    /// Its name, 1 to 100 characters.
    pub name: String,
    /// Its whole text, at most 1 MiB.
    pub document: String,
}

impl Check for EditDraftIn {
    const MOST_BYTES: usize = MOST_BYTES;

    fn check(&self, faults: &mut Faults) {
        check_name(faults, &self.name);
    }
}

/// Writes on a draft.
///
/// It wants another check afterwards, whatever it was before.
#[utoipa::path(
    tag = "rulebooks",
    params(("id" = Uuid, Path, description = "The draft")),
    request_body = EditDraftIn,
    responses((status = 200, body = DraftOut, description = "The draft now", example = json!(draft_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "rulebook.draft_not_found", "rulebook.draft_closed", "rulebook.already_adopted",
        "rulebook.too_large", "version.stale"
    ]))),
)]
#[put("/rulebooks/drafts/{id}")]
pub(super) async fn edit_rulebook_draft(
    app: Data<App>,
    permit: Permit<rights::SetRules>,
    key: IdempotencyKey,
    id: PathId<DraftId>,
    read: IfMatch,
    body: JsonBody<EditDraftIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "rulebooks.draft_edit", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        fits(&body.document)?;
        let (draft, _) = subject(tx, &permit.reach, id.0).await?;
        must_be_open(&draft)?;
        read.check(draft.version)?;
        let mut after = edited(&draft);
        body.name.trim().clone_into(&mut after.name);
        let after = write(tx, &permit, &draft, after, Some(&body.document)).await?;
        permit.act.audit(tx, "rulebooks.draft_edit", ("rulebook_draft", draft.id.0), &draft.path).await?;
        Ok(Done::ok(DraftOut::from(&after)).within(&draft.path))
    };
    Ok(command.run(work).await?.into())
}
