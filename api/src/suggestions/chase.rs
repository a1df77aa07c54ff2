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
use crate::inbox::{Kind, tell_all, tell_once};

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
    let soon = app.database.read(async |tx: &Tx| rows::due_soon(tx, today, last).await).await?;
    let mut done = 0;
    for suggestion in soon {
        let remind = async |tx: &Tx| remind(tx, &suggestion, now).await;
        done += app.database.transact("suggestions.remind", remind).await?;
    }
    let overdue = app.database.read(async |tx: &Tx| rows::overdue(tx, today, BATCH).await).await?;
    for suggestion in overdue {
        let hand_up = async |tx: &Tx| hand_up(tx, &suggestion, now).await;
        done += usize::from(app.database.transact("suggestions.escalate", hand_up).await?);
    }
    Ok(done)
}

/// Reminds who has taken it up, or everybody who could; each once for a last day.
async fn remind(tx: &Tx, suggestion: &Suggestion, now: DateTime<Utc>) -> Result<usize, Failure> {
    let grants = accounts::grants_on_path(tx, &suggestion.review_path).await?;
    let may = handlers(suggestion, &grants);
    let taken: BTreeSet<PersonId> = suggestion.taken_by.into_iter().filter(|person| may.contains(person)).collect();
    let day = suggestion.due_on.to_string();
    let mut told = 0;
    // Who has lost the right since is asked no more: the others are.
    for person in if taken.is_empty() { may } else { taken } {
        let kind = Kind::SuggestionDueSoon;
        let id = suggestion.id.0;
        let once = [kind.code().as_bytes(), id.as_bytes(), person.0.as_bytes(), day.as_bytes()].concat();
        let params = [("day", day.as_str())];
        told += usize::from(tell_once(tx, &once, person, kind, Some(("suggestion", id)), &params, now).await?);
    }
    Ok(told)
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
