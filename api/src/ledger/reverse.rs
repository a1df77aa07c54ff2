//! Taking an entry back (冲正).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{ClaimId, EntryId, PersonId};
use xianfeng_domain::ledger::{self, SourceKind};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger::{self as rows, LedgerRow};

use super::correction::{CorrectionIn, Subject, decided_subject, subject, write, written};
use super::record::{digest_of, note};
use super::release::release;
use super::wire::{EntryOut, entries_out, entry_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Code, Problem};
use crate::tasks;

/// What a correction wrote.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CorrectionOut {
    /// The reversal or reinstatement, then what it released to entries that a cap had trimmed.
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
/// reversed at most once, and a wrong reversal is mended by `/ledger/{id}/reinstatement`. The
/// claim behind the entry, if any, is revoked and its place free again. What the entry held under
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
    take_back(tx, act, subject(tx, act, reach, by, id).await?, reason).await
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
    take_back(tx, act, decided_subject(tx, reach, id).await?, reason).await
}

async fn take_back(tx: &Tx, act: &Act, subject: Subject, reason: &str) -> Result<Reversed, Failure> {
    let id = subject.row.entry.draft.id;
    let original = &subject.row.entry;
    // The member's turn first: whoever waited for it sees what the one before did.
    let head = rows::lock(tx, original.member).await?;
    if let Some(reversal) = rows::reversal_of(tx, id).await? {
        return Err(Problem::new(Code::LedgerAlreadyReversed).member("reversalId", reversal.draft.id.0).into());
    }
    let source = original.draft.source;
    if source.kind == SourceKind::Claim {
        tasks::revoke(tx, act, &subject.township, ClaimId(source.id), reason).await?;
    }
    let released = rows::released_to(tx, id).await?;
    let note = note(subject.row.what.as_deref(), Some(reason), subject.row.quantity.as_ref());
    let draft = ledger::reverse(
        original,
        released,
        EntryId(Uuid::now_v7()),
        act.caller.account,
        act.today(),
        head.closed_through,
        head.final_through,
        digest_of(&note),
    )?;
    let mut written_ids = vec![draft.id];
    let reversal = draft.id;
    let after = write(tx, act, &head, draft, note, &subject.path).await?;
    written_ids.extend(release(tx, act, &subject.township, original, reversal, after).await?);
    act.audit(tx, "ledger.reverse", ("entry", id.0), &subject.path).await?;
    let mut entries = Vec::with_capacity(written_ids.len());
    for id in written_ids {
        entries.push(written(tx, &subject.township, id).await?);
    }
    Ok(Reversed { entries, path: subject.path })
}
