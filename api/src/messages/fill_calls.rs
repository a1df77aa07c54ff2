//! Filling the call list: what lies unread and was not brought is told by phone.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;
use xianfeng_domain::ids::{CallId, MessageId, PersonId};
use xianfeng_domain::messages::{Caller, LONGEST_ON_LIST};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::Tx;
use xianfeng_infra::messages::{self as rows, NewCall, Unreached};
use xianfeng_infra::{accounts, members, organizations};

use super::important;
use crate::app::App;
use crate::failure::Failure;
use crate::inbox::Kind;

/// Small batches: the one writer of SQLite is for people first.
const BATCH: u64 = 50;

/// Puts on the list what nobody has read in time, each message once, and takes off what was read or is no news.
/// Answers how many were put on.
///
/// # Errors
/// The store's fault.
pub async fn fill_calls(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let tidy = async |tx: &Tx| -> Result<(), Failure> {
        rows::close_read(tx).await?;
        rows::lapse_calls(tx, now - LONGEST_ON_LIST).await?;
        Ok(())
    };
    app.database.transact("calls.tidy", tidy).await?;
    let mut waits: Vec<Duration> = important::called().map(|(_, after)| after).collect();
    waits.sort_unstable();
    waits.dedup();
    let mut listed = 0;
    for wait in waits {
        let kinds: Vec<&str> = important::called().filter(|(_, after)| *after == wait).map(|(kind, _)| kind).collect();
        listed += fill(app, &kinds, wait, now).await?;
    }
    Ok(listed)
}

async fn fill(app: &App, kinds: &[&str], wait: Duration, now: DateTime<Utc>) -> Result<usize, Failure> {
    let (mut behind, mut listed) = (MessageId(Uuid::nil()), 0);
    loop {
        let look = async |tx: &Tx| -> Result<_, Failure> {
            let found = rows::unreached(tx, kinds, now - LONGEST_ON_LIST, now - wait, behind, BATCH).await?;
            let mut calls = Vec::with_capacity(found.len());
            for unreached in &found {
                calls.extend(call(tx, unreached, now).await?);
            }
            Ok((found.last().map(|last| last.message), calls))
        };
        let (last, calls) = app.database.read(look).await?;
        let Some(last) = last else { return Ok(listed) };
        behind = last;
        if !calls.is_empty() {
            let write = async |tx: &Tx| rows::insert_call(tx, &calls, now).await;
            app.database.transact("calls.fill", write).await?;
            listed += calls.len();
        }
    }
}

/// The entry of a message; none for who does not belong here any more.
async fn call(tx: &Tx, unreached: &Unreached, now: DateTime<Utc>) -> Result<Option<NewCall>, Failure> {
    let Some((caller, _)) = Kind::from_code(&unreached.kind).and_then(important::call) else { return Ok(None) };
    let member = members::of_person(tx, unreached.person, day_of(now)).await?;
    let path = match &member {
        Some(member) => Some(member.standing.branch_path.clone()),
        None => place(tx, unreached.person).await?,
    };
    let member = member.map(|member| member.id);
    // About who is no member a liaison knows nothing.
    let caller = if member.is_some() { caller } else { Caller::Secretary };
    Ok(path.map(|path| NewCall {
        id: CallId(Uuid::now_v7()),
        message: unreached.message,
        person: unreached.person,
        member,
        path,
        caller,
    }))
}

/// Where the holder of a role belongs.
async fn place(tx: &Tx, person: PersonId) -> Result<Option<OrganizationPath>, Failure> {
    let Some(grant) = accounts::held_by(tx, person).await?.into_iter().next() else { return Ok(None) };
    Ok(organizations::find_open(tx, grant.organization).await?.map(|organization| organization.path))
}
