//! The follow-up that was forgotten: the liaison hears of it before the month ends, the secretary after it (S4-6).

use std::collections::BTreeSet;

use xianfeng_domain::access::Reach;
use xianfeng_domain::aways::Late;
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::time::{Day, Period, PeriodKind};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{aways as rows, members, organizations};

use super::due::{Followed, followed};
use crate::help_cases::secretaries_of;
use crate::inbox::{Kind, Reminder, once};

/// What is to be said about the running month and the one before.
///
/// # Errors
/// The store's fault.
pub(crate) async fn contact_reminders(tx: &Tx, today: Day) -> StoreResult<Vec<Reminder>> {
    let running = Period::containing(PeriodKind::Month, today);
    let mut reminders = Vec::new();
    for township in organizations::townships(tx).await? {
        let aways = rows::open_within(tx, &Reach::under(township.path), today).await?;
        for month in [running.previous(), running] {
            for one in followed(tx, aways.clone(), month, today).await? {
                let Some(late) = one.away.late(month, today).filter(|_| !one.is_done(month)) else { continue };
                reminders.extend(of_one(tx, &one, month, late).await?);
            }
        }
    }
    Ok(reminders)
}

async fn of_one(tx: &Tx, one: &Followed, month: Period, late: Late) -> StoreResult<Vec<Reminder>> {
    let liaison = match one.away.liaison {
        Some(liaison) => members::person_of(tx, liaison).await?,
        None => None,
    };
    let (kind, persons): (Kind, BTreeSet<PersonId>) = match (late, liaison) {
        (Late::Liaison, Some(liaison)) => (Kind::AwayContactDue, BTreeSet::from([liaison])),
        (Late::Secretary, _) | (Late::Liaison, None) => {
            let path = &one.member.standing.branch_path;
            (Kind::AwayContactMissed, secretaries_of(tx, path, one.member.person).await?)
        }
    };
    let period = month.to_string();
    let reminder = |person: PersonId| Reminder {
        once: once(kind, [one.away.id.0.as_bytes(), period.as_bytes(), person.0.as_bytes()]),
        person,
        kind,
        subject: Some(("away", one.away.id.0)),
        params: vec![("period", period.clone())],
    };
    Ok(persons.into_iter().map(reminder).collect())
}
