//! Writing what happened with an entry: the entry as it is then, the step on record, the line in the audit log.

use uuid::Uuid;
use xianfeng_domain::care::{Entry, Step, StepKind};
use xianfeng_domain::ids::VisitId;
use xianfeng_domain::time::Day;
use xianfeng_infra::care as rows;
use xianfeng_infra::db::Tx;

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::FaultCode;

/// A step of today with nothing but its kind.
pub(super) fn step(act: &Act, entry: &Entry, kind: StepKind) -> Step {
    Step {
        id: VisitId(Uuid::now_v7()),
        entry: entry.id,
        kind,
        on: act.today(),
        helper: None,
        fen: None,
        by: act.caller.account,
        at: act.now,
    }
}

/// Writes the entry and the step, if nobody changed the entry meanwhile. The log names the entry, never the member:
/// overseers read it. `text` is sealed already.
///
/// # Errors
/// The store's fault; a lost race starts the transaction again.
pub(super) async fn write(
    tx: &Tx,
    act: &Act,
    entry: &mut Entry,
    action: &str,
    step: &Step,
    text: Option<Vec<u8>>,
) -> Result<(), Failure> {
    rows::save(tx, entry).await?;
    entry.version += 1;
    rows::add_step(tx, step, text, None).await?;
    Ok(act.audit(tx, action, ("care", entry.id.0), &entry.path).await?)
}

/// A day on which something was done with an entry: not in the future, and not before its beginning.
///
/// # Errors
/// The field is told.
pub(super) fn check_past(act: &Act, entry: &Entry, on: Day) -> Result<(), Failure> {
    if on > act.today() {
        return Err(Failure::field("/on", FaultCode::InTheFuture));
    }
    if on < entry.from { Err(Failure::field("/on", FaultCode::OutOfRange)) } else { Ok(()) }
}
