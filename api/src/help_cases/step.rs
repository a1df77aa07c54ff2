//! Writing a step: the case as it is then, the step on record, the line in the audit log.

use chrono::Months;
use uuid::Uuid;
use xianfeng_domain::help::{HelpCase, Step, StepKind};
use xianfeng_domain::time::{Day, day_of};
use xianfeng_infra::db::Tx;
use xianfeng_infra::help as rows;

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::FaultCode;

/// A step of today with nothing but its kind.
pub(super) fn step(act: &Act, case: &HelpCase, kind: StepKind) -> Step {
    Step {
        id: Uuid::now_v7(),
        case: case.proposal.id,
        kind,
        on: act.today(),
        text: None,
        with: None,
        person: None,
        result: None,
        deadline: None,
        by: act.caller.account,
        at: act.now,
    }
}

/// Writes the case and the step, if nobody changed the case meanwhile. The log names the case, never
/// the member: overseers read it.
///
/// # Errors
/// The store's fault; a lost race starts the transaction again.
pub(super) async fn write(tx: &Tx, act: &Act, case: &mut HelpCase, action: &str, step: &Step) -> Result<(), Failure> {
    rows::save(tx, case).await?;
    case.version += 1;
    rows::add_step(tx, step).await?;
    Ok(act.audit(tx, action, ("help_case", case.proposal.id.0), &case.carried).await?)
}

/// A day on which something was done: not in the future, and not longer ago than a year before the
/// proposal.
///
/// # Errors
/// The field is told.
pub(super) fn check_past(act: &Act, case: &HelpCase, day: Day, pointer: &str) -> Result<(), Failure> {
    if day > act.today() {
        return Err(Failure::field(pointer, FaultCode::InTheFuture));
    }
    let oldest = day_of(case.proposed_at).checked_sub_months(Months::new(12));
    if oldest.is_some_and(|oldest| day < oldest) {
        return Err(Failure::field(pointer, FaultCode::OutOfRange));
    }
    Ok(())
}

/// A text without the spaces around it; none where nothing is left.
pub(super) fn kept(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
