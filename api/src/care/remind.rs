//! Visits and reviews that are due: the helper hears of a month without a visit, the secretary of a month more (S4-9);
//! the secretary of each year's review, and of what has run its time (S4-8).

use std::collections::BTreeSet;

use chrono::Days;
use xianfeng_domain::care::{Entry, Kind as List, occasion};
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::time::Day;
use xianfeng_infra::care as rows;
use xianfeng_infra::db::{StoreResult, Tx};

use crate::help_cases::secretaries_of;
use crate::inbox::{Kind, Reminder, once};

/// The secretary hears of a visit that is so many days late.
const LATE_DAYS: Days = Days::new(7);

/// What is to be said today, once a month for what stays due.
///
/// # Errors
/// The store's fault.
pub(crate) async fn reminders(tx: &Tx, today: Day) -> StoreResult<Vec<Reminder>> {
    let mut reminders = Vec::new();
    for entry in rows::due(tx, today).await? {
        let Some(day) = occasion(entry.due_on, today) else { continue };
        if entry.kind != List::Pairing {
            let told = secretaries_of(tx, &entry.path, entry.person).await?;
            reminders.extend(to_all(&entry, Kind::CareReviewDue, told, day));
            continue;
        }
        if let Some(helper) = entry.helper {
            reminders.extend(to_all(&entry, Kind::CareVisitDue, BTreeSet::from([helper.person]), day));
        }
        let late = today.checked_sub_days(LATE_DAYS).and_then(|past| occasion(entry.due_on, past));
        if let Some(late) = late {
            let told = secretaries_of(tx, &entry.path, entry.person).await?;
            reminders.extend(to_all(&entry, Kind::CareVisitMissed, told, late));
        }
    }
    Ok(reminders)
}

fn to_all(entry: &Entry, kind: Kind, persons: BTreeSet<PersonId>, day: Day) -> Vec<Reminder> {
    let (id, day) = (entry.id.0, day.to_string());
    let reminder = |person: PersonId| Reminder {
        once: once(kind, [id.as_bytes(), day.as_bytes(), person.0.as_bytes()]),
        person,
        kind,
        subject: Some(("care", id)),
        params: Vec::new(),
    };
    persons.into_iter().map(reminder).collect()
}
