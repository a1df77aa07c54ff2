//! Taking an entry back (冲正).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{ClaimId, EntryId, PersonId};
use xianfeng_domain::ledger::{Draft, SourceKind};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger::LedgerRow;

use super::correction::{CorrectionIn, Subject, decided_subject, subject, written};
use super::turn::{Turn, Words};
use super::wire::{EntryOut, entries_out, entry_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::Problem;
use crate::inbox::{Kind, tell_member};
use crate::tasks;

/// What a correction wrote.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CorrectionOut {
    /// The reversal or reinstatement, then what it released to entries that a cap had trimmed, then
    /// what keeps zeroed periods as they are.
    pub entries: Vec<EntryOut>,
}

/// What a correction wrote, before it is told.
#[derive(Debug)]
pub struct Reversed {
    /// The entries, in order.
    pub entries: Vec<LedgerRow>,
    /// The path of the entry's organization.
    pub path: OrganizationPath,
}

/// Reverses an entry.
///
/// Writes an entry with the opposite amount under the original's rule version; an entry is
/// reversed at most once, and a wrong reversal is mended by `/ledger/{id}/reinstatement`, which may be
/// reversed in its turn. A zeroing is not reversed but lifted; while it stands, reversing what it
/// took changes no total. The claim behind the entry, if any, is revoked and its place free again. What the entry held under
/// a cap goes to entries that the cap had trimmed, oldest first. A secretary
/// reverses what approved claims and registered declarations gave, an administrator any entry; nobody
/// entries of their own. A declaration stays registered and shows that it was reversed.
#[utoipa::path(
    tag = "ledger",
    params(("id" = Uuid, Path, description = "The entry")),
    request_body = CorrectionIn,
    responses((status = 201, body = CorrectionOut, description = "What was written",
        example = json!({ "entries": [entry_example()] }))),
    extensions(("x-error-codes" = json!([
        "ledger.entry_not_found", "ledger.already_reversed", "ledger.not_reversible", "ledger.own_entry",
        "period.closed", "auth.forbidden"
    ]))),
)]
#[post("/ledger/{id}/reversal")]
pub(super) async fn reverse_entry(
    app: Data<App>,
    permit: Permit<rights::Correct>,
    key: IdempotencyKey,
    id: PathId<EntryId>,
    body: JsonBody<CorrectionIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "ledger.reverse", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let reversed = reverse(tx, &permit, &permit.reach, permit.person, id.0, body.reason.trim()).await?;
        let entries = entries_out(tx, &permit, &reversed.entries).await?;
        Ok(Done::created(CorrectionOut { entries }).within(&reversed.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the entry or its claim refuses.
pub async fn reverse(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: EntryId,
    reason: &str,
) -> Result<Reversed, Failure> {
    let subject = subject(tx, act, reach, by, id).await?;
    // Whose claim ends hears of it by the claim.
    let of_claim = subject.row.entry.draft.source.kind == SourceKind::Claim;
    let reversed = take_back(tx, act, subject, Units::Open, reason).await?;
    if !of_claim {
        tell_corrected(tx, act, &reversed, Kind::EntryReversed).await?;
    }
    Ok(reversed)
}

/// Tells the member what a correction wrote.
pub(super) async fn tell_corrected(tx: &Tx, act: &Act, corrected: &Reversed, kind: Kind) -> Result<(), Failure> {
    let Some(row) = corrected.entries.first() else { return Ok(()) };
    let (entry, points) = (&row.entry, row.entry.draft.points.to_string());
    let subject = Some(("entry", entry.draft.id.0));
    tell_member(tx, entry.member, kind, subject, &[("points", &points)], act.now).await
}

/// Reverses an entry by a decision that the committee has made and signed, whoever may correct
/// otherwise: base points are withheld, points cancelled (S2-1, S2-9). The caller has proved that
/// nobody decided on themselves.
///
/// # Errors
/// What the entry or its claim refuses.
pub(crate) async fn reverse_decided(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: EntryId,
    reason: &str,
) -> Result<Reversed, Failure> {
    take_back(tx, act, decided_subject(tx, reach, id).await?, Units::Open, reason).await
}

/// As [`reverse_decided`], where the entry stands: for the objection or found error that makes the next
/// editions of the closed units that change.
///
/// # Errors
/// What the entry or its claim refuses.
pub(crate) async fn reverse_in_closed_units(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: EntryId,
    reason: &str,
) -> Result<Reversed, Failure> {
    take_back(tx, act, decided_subject(tx, reach, id).await?, Units::Closed, reason).await
}

/// Which units a correction may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Units {
    /// Those that are open.
    Open,
    /// Those that are not final.
    Closed,
}

async fn take_back(tx: &Tx, act: &Act, subject: Subject, units: Units, reason: &str) -> Result<Reversed, Failure> {
    let id = subject.row.entry.draft.id;
    let original = &subject.row.entry;
    // The member's turn first: whoever waited for it sees what the one before did.
    let turn = Turn::of_all(tx, original.member, original.draft.owner, None).await?;
    let plan = turn.plan(act);
    let drafts = match units {
        Units::Open => plan.reverse(id)?,
        Units::Closed => plan.in_closed_units().reverse(id)?,
    };
    let source = original.draft.source;
    if source.kind == SourceKind::Claim {
        tasks::revoke(tx, act, &subject.township, ClaimId(source.id), reason).await?;
    }
    correct(tx, act, subject, &turn, drafts, ("ledger.reverse", reason)).await
}

/// Writes what a correction plans, and its line in the audit log; answers the entries as they read.
pub(super) async fn correct(
    tx: &Tx,
    act: &Act,
    subject: Subject,
    turn: &Turn,
    drafts: Vec<Draft>,
    (action, reason): (&str, &str),
) -> Result<Reversed, Failure> {
    let row = &subject.row;
    let words = Words { what: row.what.as_deref(), reason: Some(reason), quantity: row.quantity.as_ref() };
    let written_now = turn.write(tx, act, drafts, words).await?;
    act.audit(tx, action, ("entry", row.entry.draft.id.0), &subject.path).await?;
    let mut entries = Vec::with_capacity(written_now.len());
    for entry in written_now {
        entries.push(written(tx, &subject.township, entry.draft.id).await?);
    }
    Ok(Reversed { entries, path: subject.path })
}
