//! The term of suggestions: a reminder before its last day, the township after it; and forgetting who made them.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, Utc};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::suggestions::{REMIND_DAYS, Suggestion};
use xianfeng_domain::time::day_of;
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{accounts, organizations, suggestions as rows};

use super::wire::handlers;
use crate::app::App;
use crate::failure::Failure;
use crate::inbox::{Kind, Reminder, say, tell_all, untold};

/// How long after the answer the names and numbers of villagers are kept: for a question about it.
const KEPT: Days = Days::new(180);

/// Small batches: the one writer of SQLite is for people first.
const BATCH: u64 = 20;

/// Reminds who handles what is due soon, once, and hands what is overdue up to the township; answers how many.
///
/// # Errors
/// The store's fault.
pub async fn chase(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let today = day_of(now);
    let last = today.checked_add_days(Days::new(REMIND_DAYS)).unwrap_or(today);
    let mut done = 0;
    let mut after = None;
    loop {
        let (days, behind) = ((today, last), after);
        let look = async |tx: &Tx| -> Result<_, Failure> {
            let soon = rows::due_soon(tx, days, behind, BATCH).await?;
            let mut due = Vec::new();
            for suggestion in &soon {
                due.extend(reminders(tx, suggestion).await?);
            }
            Ok((untold(tx, due).await?, soon.last().map(|suggestion| suggestion.id)))
        };
        let (due, last_seen) = app.database.read(look).await?;
        if !due.is_empty() {
            let tell = async |tx: &Tx| say(tx, &due, now).await;
            done += app.database.transact("suggestions.remind", tell).await?;
        }
        after = last_seen;
        if after.is_none() {
            break;
        }
    }
    let overdue = app.database.read(async |tx: &Tx| rows::overdue(tx, today, BATCH).await).await?;
    for suggestion in overdue {
        let hand_up = async |tx: &Tx| hand_up(tx, &suggestion, now).await;
        done += usize::from(app.database.transact("suggestions.escalate", hand_up).await?);
    }
    Ok(done)
}

/// What reminds who has taken it up, or everybody who could; each once for a last day.
async fn reminders(tx: &Tx, suggestion: &Suggestion) -> Result<Vec<Reminder>, Failure> {
    let grants = accounts::grants_on_path(tx, &suggestion.review_path).await?;
    let may = handlers(suggestion, &grants);
    let taken: BTreeSet<PersonId> = suggestion.taken_by.into_iter().filter(|person| may.contains(person)).collect();
    let day = suggestion.due_on.to_string();
    // Who has lost the right since is asked no more: the others are.
    let asked = if taken.is_empty() { may } else { taken };
    let reminder = |person: PersonId| {
        let (kind, id) = (Kind::SuggestionDueSoon, suggestion.id.0);
        Reminder {
            once: [kind.code().as_bytes(), id.as_bytes(), person.0.as_bytes(), day.as_bytes()].concat(),
            person,
            kind,
            subject: Some(("suggestion", id)),
            params: vec![("day", day.clone())],
        }
    };
    Ok(asked.into_iter().map(reminder).collect())
}

/// Hands an overdue one up to the township, and tells its office and who let it lie.
async fn hand_up(tx: &Tx, suggestion: &Suggestion, now: DateTime<Utc>) -> Result<bool, Failure> {
    let township = organizations::township(tx, &suggestion.path).await?;
    let above = township.map_or_else(|| suggestion.review_path.clone(), |township| township.path);
    let below = accounts::grants_on_path(tx, &suggestion.review_path).await?;
    let mut persons = handlers(suggestion, &below);
    let escalated = Suggestion { review_path: above.clone(), ..suggestion.clone() };
    if !rows::escalate(tx, &escalated, now).await? {
        return Ok(false);
    }
    let record = Record {
        action: "suggestions.escalate".to_owned(),
        subject_kind: Some("suggestion"),
        subject: Some(suggestion.id.0),
        organization: Some(above.clone()),
        ..Record::default()
    };
    audit::write(tx, record, now).await?;
    let grants = accounts::grants_on_path(tx, &above).await?;
    let office = grants.iter().filter(|grant| grant.path == above && grant.role.allows(Right::Administer));
    persons.extend(office.map(|grant| grant.person).filter(|person| Some(*person) != suggestion.person));
    tell_all(tx, &persons, Kind::SuggestionOverdue, Some(("suggestion", suggestion.id.0)), &[], now).await?;
    Ok(true)
}

/// Forgets what a few villagers left of themselves; answers how many. Suggestions, answers and receipt codes stay.
///
/// # Errors
/// The store's fault.
pub async fn forget_contacts(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let forget = async |tx: &Tx| rows::forget_contacts(tx, now - KEPT, 10 * BATCH).await;
    let gone = app.database.transact("suggestions.forget", forget).await?;
    Ok(usize::try_from(gone).unwrap_or(usize::MAX))
}
