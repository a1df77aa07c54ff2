//! Mending a wrong reversal.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{ClaimId, EntryId, PersonId};
use xianfeng_domain::ledger::{Entry, EntryKind, SourceKind};
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks;

use super::correction::{CorrectionIn, Subject, decided_subject, root, subject};
use super::reverse::{CorrectionOut, Reversed, correct, tell_corrected};
use super::turn::Turn;
use super::wire::{entries_out, entry_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Code, Problem};
use crate::inbox::Kind;

/// Reinstates what a reversal took.
///
/// Takes the id of the reversal, once. The points count again as far as the item's caps leave
/// room; the claim stays revoked. Refused where the member has claimed the task again meanwhile.
/// Who may reverse may reinstate.
#[utoipa::path(
    tag = "ledger",
    params(("id" = Uuid, Path, description = "The reversal")),
    request_body = CorrectionIn,
    responses((status = 201, body = CorrectionOut, description = "What was written",
        example = json!({ "entries": [entry_example()] }))),
    extensions(("x-error-codes" = json!([
        "ledger.entry_not_found", "ledger.not_a_reversal", "ledger.already_reinstated", "ledger.own_entry",
        "ledger.claimed_again", "auth.forbidden"
    ]))),
)]
#[post("/ledger/{id}/reinstatement")]
pub(super) async fn reinstate_entry(
    app: Data<App>,
    permit: Permit<rights::Correct>,
    key: IdempotencyKey,
    id: PathId<EntryId>,
    body: JsonBody<CorrectionIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "ledger.reinstate", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let mended = reinstate(tx, &permit, &permit.reach, permit.person, id.0, body.reason.trim()).await?;
        let entries = entries_out(tx, &permit, &mended.entries).await?;
        Ok(Done::created(CorrectionOut { entries }).within(&mended.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the reversal refuses.
pub async fn reinstate(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: EntryId,
    reason: &str,
) -> Result<Reversed, Failure> {
    let subject = subject(tx, act, reach, by, id).await?;
    let reversal = &subject.row.entry;
    let turn = Turn::of_all(tx, reversal.member, reversal.draft.owner, None).await?;
    let drafts = turn.plan(act).reinstate(id)?;
    refuse_if_claimed_again(tx, &subject).await?;
    let mended = correct(tx, act, subject, &turn, drafts, ("ledger.reinstate", reason)).await?;
    tell_corrected(tx, act, &mended, Kind::EntryReinstated).await?;
    Ok(mended)
}

/// Reinstates where the reversal stands: for the objection or found error that makes the next editions
/// of the closed units that change.
///
/// # Errors
/// What the reversal refuses.
pub(crate) async fn reinstate_in_closed_units(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: EntryId,
    reason: &str,
) -> Result<Reversed, Failure> {
    let subject = decided_subject(tx, reach, id).await?;
    let reversal = &subject.row.entry;
    let turn = Turn::of_all(tx, reversal.member, reversal.draft.owner, None).await?;
    let drafts = turn.plan(act).in_closed_units().reinstate(id)?;
    refuse_if_claimed_again(tx, &subject).await?;
    correct(tx, act, subject, &turn, drafts, ("ledger.reinstate", reason)).await
}

/// A member who took the task again after the reversal is paid by the new claim (pitfall 7).
async fn refuse_if_claimed_again(tx: &Tx, subject: &Subject) -> Result<(), Failure> {
    let Entry { draft, member, .. } = root(tx, &subject.township, &subject.row).await?;
    if draft.source.kind != SourceKind::Claim || draft.kind != EntryKind::Addition {
        return Ok(());
    }
    let claim = tasks::claim(tx, &subject.township, None, ClaimId(draft.source.id)).await?;
    let claim = claim.ok_or(Code::ClaimNotFound)?;
    let held = tasks::held_places(tx, claim.task, member).await?;
    if held.contains(&claim.place) { Err(Code::LedgerClaimedAgain.into()) } else { Ok(()) }
}
