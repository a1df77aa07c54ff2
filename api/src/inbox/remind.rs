//! Reminders: what time itself makes due, told once however often the job runs and wherever.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Duration, Timelike, Utc};
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::time::{Day, Period, PeriodKind, day_of, in_shanghai};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{accounts, declarations, inbox, members, organizations, tasks};

use super::grids;
use super::kind::Kind;
use super::tell::{Subject, once_key, tell_once};
use crate::app::App;
use crate::aways;
use crate::care;
use crate::declarations::reports_missing;
use crate::failure::Failure;

/// A claim's deadline is told so long before it.
const CLAIM_AHEAD: Duration = Duration::days(3);

/// A quarterly report is asked for in so many last days of its quarter.
const REPORT_DAYS: i64 = 14;

/// From this hour in Asia/Shanghai on, reviewers hear what waits for them that day.
const DIGEST_HOUR: u32 = 8;

/// Small batches: the one writer of SQLite is for people first.
const BATCH: usize = 20;

/// One thing to say to one person, once.
pub(crate) struct Reminder {
    /// The occasion: see [`once`].
    pub(crate) once: Vec<u8>,
    /// To whom.
    pub(crate) person: PersonId,
    /// What.
    pub(crate) kind: Kind,
    /// What it is about.
    pub(crate) subject: Subject,
    /// The placeholders with their texts.
    pub(crate) params: Vec<(&'static str, String)>,
}

/// Says what is to be said now and was not yet: deadlines of claims, quarterly reports (S2-6, S3-2), terms that end,
/// cards of grids that are old (S1-3), the follow-up of members away (S4-6), visits and reviews (S4-8, S4-9), and to
/// reviewers how much waits for them. Answers how many were told.
///
/// # Errors
/// The store's fault.
pub async fn remind(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let look = async |tx: &Tx| -> Result<_, Failure> {
        let mut due = claims(tx, now).await?;
        due.extend(reports(tx, day_of(now)).await?);
        due.extend(reviews(tx, now).await?);
        due.extend(grids::due(tx, day_of(now)).await?);
        due.extend(aways::contact_reminders(tx, day_of(now)).await?);
        due.extend(care::reminders(tx, day_of(now)).await?);
        untold(tx, due).await
    };
    let due = app.database.read(look).await?;
    let mut said = 0;
    for some in due.chunks(BATCH) {
        let say = async |tx: &Tx| say(tx, some, now).await;
        said += app.database.transact("inbox.remind", say).await?;
    }
    Ok(said)
}

/// Those that were not told yet: whoever looks first writes nothing in vain.
///
/// # Errors
/// The store's fault.
pub(crate) async fn untold(tx: &Tx, due: Vec<Reminder>) -> Result<Vec<Reminder>, Failure> {
    let keys: Vec<[u8; 32]> = due.iter().map(|reminder| once_key(&reminder.once)).collect();
    let told = inbox::told(tx, &keys).await?;
    Ok(due.into_iter().zip(keys).filter(|(_, key)| !told.contains(key)).map(|(reminder, _)| reminder).collect())
}

/// Tells some, each once; answers how many were told now: another replica may have been quicker.
///
/// # Errors
/// The store's fault.
pub(crate) async fn say(tx: &Tx, some: &[Reminder], now: DateTime<Utc>) -> Result<usize, Failure> {
    let mut said = 0;
    for Reminder { once, person, kind, subject, params } in some {
        let params: Vec<(&str, &str)> = params.iter().map(|(name, text)| (*name, text.as_str())).collect();
        said += usize::from(tell_once(tx, once, *person, *kind, *subject, &params, now).await?);
    }
    Ok(said)
}

/// The occasion's name: a kind, then what makes it one of many.
pub(crate) fn once<const N: usize>(kind: Kind, parts: [&[u8]; N]) -> Vec<u8> {
    let mut once = kind.code().as_bytes().to_vec();
    for part in parts {
        once.push(0);
        once.extend_from_slice(part);
    }
    once
}

/// Claims that are due soon. Another deadline is another occasion; who claimed the task inside its last days has
/// just read the deadline.
async fn claims(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<Reminder>, Failure> {
    let mut soon = tasks::due_soon(tx, now, CLAIM_AHEAD).await?;
    soon.retain(|claim| claim.due_at.is_some_and(|due| claim.claimed_at < due - CLAIM_AHEAD));
    let titles = tasks::titles(tx, soon.iter().map(|claim| claim.task)).await?;
    let persons = members::persons_of(tx, soon.iter().map(|claim| claim.member)).await?;
    let reminders = soon.iter().filter_map(|claim| {
        let (due, person) = (claim.due_at?, *persons.get(&claim.member)?);
        let task = titles.get(&claim.task).cloned().unwrap_or_default();
        Some(Reminder {
            once: once(Kind::ClaimDueSoon, [claim.id.0.as_bytes(), &due.timestamp_micros().to_be_bytes()]),
            person,
            kind: Kind::ClaimDueSoon,
            subject: Some(("claim", claim.id.0)),
            params: vec![("task", task), ("day", day_of(due).to_string())],
        })
    });
    Ok(reminders.collect())
}

/// Quarterly reports that nobody has made towards the end of the quarter.
async fn reports(tx: &Tx, today: Day) -> Result<Vec<Reminder>, Failure> {
    let quarter = Period::containing(PeriodKind::Quarter, today);
    if quarter.days_left(today) > REPORT_DAYS {
        return Ok(Vec::new());
    }
    let (period, day) = (quarter.to_string(), quarter.last_day().to_string());
    let mut reminders = Vec::new();
    for township in organizations::townships(tx).await? {
        for missing in reports_missing(tx, &Reach::under(township.path), quarter, today).await? {
            let member = missing.member;
            reminders.push(Reminder {
                once: once(Kind::ReportDue, [member.id.0.as_bytes(), period.as_bytes()]),
                person: member.person,
                kind: Kind::ReportDue,
                subject: Some(("member", member.id.0)),
                params: vec![("period", period.clone()), ("day", day.clone())],
            });
        }
    }
    Ok(reminders)
}

/// How much waits for each reviewer, their own left out, once a day.
async fn reviews(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<Reminder>, Failure> {
    if in_shanghai(now).hour() < DIGEST_HOUR {
        return Ok(Vec::new());
    }
    let mut waiting = tasks::waiting(tx).await?;
    waiting.extend(declarations::waiting(tx).await?);
    let authors = members::persons_of(tx, waiting.iter().map(|(_, member, _)| *member)).await?;
    let places: HashSet<_> = waiting.iter().map(|(place, ..)| *place).collect();
    let grants = accounts::held_at(tx, places).await?;
    // One person once a place, whatever roles they hold there.
    let reviewers: HashSet<_> = grants
        .iter()
        .filter(|grant| grant.role.allows(Right::Review))
        .map(|grant| (grant.organization, grant.person))
        .collect();
    let mut counts: BTreeMap<PersonId, i64> = BTreeMap::new();
    for (place, reviewer) in reviewers {
        let others = waiting.iter().filter(|(at, member, _)| *at == place && authors.get(member) != Some(&reviewer));
        *counts.entry(reviewer).or_default() += others.map(|(.., count)| count).sum::<i64>();
    }
    let day = day_of(now).to_string();
    let reminders = counts.into_iter().filter(|(_, count)| *count > 0).map(|(person, count)| Reminder {
        once: once(Kind::ReviewsWaiting, [day.as_bytes(), person.0.as_bytes()]),
        person,
        kind: Kind::ReviewsWaiting,
        subject: None,
        params: vec![("count", count.to_string())],
    });
    Ok(reminders.collect())
}
