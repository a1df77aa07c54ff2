//! Reminders about grids and posts: terms that end soon, and cards that nobody has looked at for a year.

use std::collections::{BTreeSet, HashMap};

use chrono::TimeDelta;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{accounts, grids, members, posts};

use super::kind::Kind;
use super::remind::{Reminder, once};
use crate::failure::Failure;

/// The end of a term is told so many days before it.
const TERM_AHEAD: i64 = 30;

/// A card that is older than so many days wants a look (S1-3).
const CARD_DAYS: i64 = 365;

/// More than a township has of each.
const MOST: u64 = 5_000;

/// What is due today.
///
/// # Errors
/// The store's fault.
pub(super) async fn due(tx: &Tx, today: Day) -> Result<Vec<Reminder>, Failure> {
    let mut due = leaders(tx, today).await?;
    due.extend(holders(tx, today).await?);
    due.extend(cards(tx, today).await?);
    Ok(due)
}

/// Leaders of grids whose term ends soon (S3-4).
async fn leaders(tx: &Tx, today: Day) -> Result<Vec<Reminder>, Failure> {
    let mut soon = grids::ending(tx, today + TimeDelta::days(TERM_AHEAD), MOST).await?;
    soon.retain(|one| one.leads_on(today));
    let mut reminders = Vec::new();
    for one in soon {
        let (Some(grid), Some(term)) = (grids::find_open(tx, one.grid).await?, one.confirmation) else { continue };
        let until = term.until.to_string();
        reminders.push(Reminder {
            once: once(Kind::GridLeaderTermSoon, [one.id.0.as_bytes(), until.as_bytes()]),
            person: one.person,
            kind: Kind::GridLeaderTermSoon,
            subject: Some(("leadership", one.id.0)),
            params: vec![("grid", grid.name), ("day", until)],
        });
    }
    Ok(reminders)
}

/// Holders of posts whose term ends soon (S3-5).
async fn holders(tx: &Tx, today: Day) -> Result<Vec<Reminder>, Failure> {
    let mut soon = posts::terms_ending(tx, today + TimeDelta::days(TERM_AHEAD), MOST).await?;
    soon.retain(|holding| holding.term_until.is_some_and(|until| until > today));
    let found = posts::by_ids(tx, soon.iter().map(|holding| holding.post)).await?;
    let persons = members::persons_of(tx, soon.iter().map(|holding| holding.member)).await?;
    let reminder = |holding: &xianfeng_domain::posts::Holding| {
        let until = holding.term_until?.to_string();
        Some(Reminder {
            once: once(Kind::PostTermSoon, [holding.id.0.as_bytes(), until.as_bytes()]),
            person: *persons.get(&holding.member)?,
            kind: Kind::PostTermSoon,
            subject: Some(("holding", holding.id.0)),
            params: vec![("post", found.get(&holding.post)?.name.clone()), ("day", until)],
        })
    };
    Ok(soon.iter().filter_map(reminder).collect())
}

/// Cards that are older than a year, to who keeps the grids there.
async fn cards(tx: &Tx, today: Day) -> Result<Vec<Reminder>, Failure> {
    let old = grids::stale(tx, today - TimeDelta::days(CARD_DAYS), MOST).await?;
    let grants = accounts::held_at(tx, old.iter().map(|grid| grid.organization)).await?;
    let mut keepers: HashMap<_, BTreeSet<PersonId>> = HashMap::new();
    for grant in grants.iter().filter(|grant| grant.role.allows(Right::ManageMembers)) {
        keepers.entry(grant.organization).or_default().insert(grant.person);
    }
    let mut reminders = Vec::new();
    for grid in old {
        let day = grid.updated_on.to_string();
        for person in keepers.get(&grid.organization).into_iter().flatten() {
            reminders.push(Reminder {
                once: once(Kind::GridCardOld, [grid.id.0.as_bytes(), day.as_bytes(), person.0.as_bytes()]),
                person: *person,
                kind: Kind::GridCardOld,
                subject: Some(("grid", grid.id.0)),
                params: vec![("grid", grid.name.clone()), ("day", day.clone())],
            });
        }
    }
    Ok(reminders)
}
