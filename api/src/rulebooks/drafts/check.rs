//! Checking a draft: every flaw at once, each by its place in the text.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::DraftId;
use xianfeng_domain::rulebook::DraftState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks::Fault;
use xianfeng_infra::rulebooks::drafts::Draft;

use super::subject::{must_be_open, newest, subject, tried, write};
use super::wire::{DraftOut, FlawOut, draft_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::Problem;

/// What a check found.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DraftCheckOut {
    /// The draft: `checked` where nothing is wrong.
    pub draft: DraftOut,
    /// Everything that is wrong.
    pub flaws: Vec<FlawOut>,
}

/// Checks a draft.
///
/// Every flaw is told at once, by its place in the text. A layer is checked against the newest
/// book above, whether that is in force already or still to come. Without a flaw the draft is
/// `checked` and may be adopted.
#[utoipa::path(
    tag = "rulebooks",
    params(("id" = Uuid, Path, description = "The draft")),
    responses((status = 200, body = DraftCheckOut, description = "What was found", example = json!({
        "draft": draft_example(),
        "flaws": [{ "path": "items[3].points", "message": "分值只能在上级的 1 到 3 分之间，请修改。",
            "messageEn": "points must lie within 1 and 3" }]
    }))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "rulebook.draft_not_found", "rulebook.draft_closed", "rulebook.already_adopted"
    ]))),
)]
#[post("/rulebooks/drafts/{id}/check")]
pub(super) async fn check_rulebook_draft(
    app: Data<App>,
    permit: Permit<rights::SetRules>,
    key: IdempotencyKey,
    id: PathId<DraftId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "rulebooks.draft_check", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let (draft, flaws) = check(tx, &permit, &permit.reach, id.0).await?;
        let out = DraftCheckOut { draft: DraftOut::from(&draft), flaws: flaws.into_iter().map(Into::into).collect() };
        Ok(Done::ok(out).within(&draft.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the draft refuses.
pub async fn check(tx: &Tx, act: &Act, reach: &Reach, id: DraftId) -> Result<(Draft, Vec<Fault>), Failure> {
    let (draft, text) = subject(tx, reach, id).await?;
    must_be_open(&draft)?;
    // The last day that an adoption may be for: the newest book above holds then.
    let day = xianfeng_domain::rulebook::latest_adoption(act.today());
    let tried = tried(tx, &draft.path, &text, day).await?;
    let newest = newest(tx, &draft).await?.map_or(0, |version| version.number);
    let after = Draft {
        state: if tried.flaws.is_empty() { DraftState::Checked } else { DraftState::Draft },
        flaws: Some(u32::try_from(tried.flaws.len()).unwrap_or(u32::MAX)),
        checked_against: Some(newest),
        ..draft.clone()
    };
    let after = write(tx, act, &draft, after, None).await?;
    act.audit(tx, "rulebooks.draft_check", ("rulebook_draft", draft.id.0), &draft.path).await?;
    Ok((after, tried.flaws))
}
