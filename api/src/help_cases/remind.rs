//! Deadlines: helper and secretary are told a week before, and on the day.

use chrono::{DateTime, Utc};
use xianfeng_domain::help::{State, next_reminder};
use xianfeng_domain::ids::HelpCaseId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::help as rows;

use super::people::secretaries;
use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::{Kind, tell};

/// So many cases in one step.
const AT_ONCE: u64 = 50;

/// Tells of the deadlines that are due to be told; says of how many. Each case is a transaction of its
/// own and is told once a day at most, by however many replicas.
///
/// # Errors
/// The store's fault.
pub(crate) async fn remind_deadlines(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let act = Act::of_machine(now);
    let due = async |tx: &Tx| rows::due_reminders(tx, act.today(), AT_ONCE).await;
    let mut told = 0;
    for id in app.database.read(due).await? {
        let remind = async |tx: &Tx| remind(tx, &act, id).await;
        told += usize::from(app.database.transact("help_cases.remind", remind).await?);
    }
    Ok(told)
}

async fn remind(tx: &Tx, act: &Act, id: HelpCaseId) -> Result<bool, Failure> {
    let Some(mut case) = rows::find_for_job(tx, id).await? else { return Ok(false) };
    let is_due = case.remind_on.is_some_and(|day| day <= act.today());
    let deadline = case.confirmed.as_ref().and_then(|confirmed| confirmed.deadline);
    let Some(deadline) = deadline.filter(|_| is_due && case.state == State::Open) else { return Ok(false) };
    case.remind_on = next_reminder(deadline, act.today());
    rows::save(tx, &case).await?;
    let day = deadline.to_string();
    let mut told = secretaries(tx, &case).await?;
    told.extend(case.helper);
    for person in told {
        let subject = Some(("help_case", id.0));
        tell(tx, person, Kind::HelpCaseDeadline, subject, &[("deadline", &day)], act.now).await?;
    }
    Ok(true)
}
