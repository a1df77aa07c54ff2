//! Keeping rights to act true, and telling each morning what was done under them.

use std::collections::BTreeSet;

use chrono::{DateTime, Timelike, Utc};
use xianfeng_domain::access::Role;
use xianfeng_domain::assistance::{Assistance, Ending};
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::{Day, in_shanghai};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{accounts, assistance as rows, members, organizations};

use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::{Kind, Reminder, say, tell, untold};

/// So many rights to act are looked at in one reading.
const LOOKED_AT: u64 = 50;

/// Small batches: the one writer of SQLite is for people first.
const TOLD_AT_ONCE: usize = 20;

/// From this hour in Asia/Shanghai on, what was done the day before is told.
const DIGEST_HOUR: u32 = 7;

/// Ends rights to act whose day is over, whose consent was withdrawn or whose member has left; follows members who
/// moved; and tells overseers and secretaries once a day how much was done for members the day before.
/// Answers how many changed or were told.
///
/// # Errors
/// The store's fault.
pub async fn keep(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let act = Act::of_machine(now);
    let (mut done, mut after) = (0, None);
    loop {
        // Nearly all are as they should be: they are only looked at, and nobody's writing waits for that.
        let behind = after;
        let look = async |tx: &Tx| -> Result<_, Failure> {
            let live = rows::live(tx, behind, LOOKED_AT).await?;
            let last = live.last().map(|one| one.id);
            let mut astray = Vec::new();
            for one in live {
                if look_at(tx, &act, &one).await? != Look::True {
                    astray.push(one);
                }
            }
            Ok((astray, last))
        };
        let (astray, last) = app.database.read(look).await?;
        for one in &astray {
            let tidy = async |tx: &Tx| tidied(tx, &act, one).await;
            done += usize::from(app.database.transact("assistance.keep", tidy).await?);
        }
        after = last;
        if after.is_none() {
            break;
        }
    }
    if in_shanghai(now).hour() >= DIGEST_HOUR
        && let Some(yesterday) = act.today().pred_opt()
    {
        let look = async |tx: &Tx| -> Result<_, Failure> {
            let mut due = Vec::new();
            for (path, count) in rows::per_place(tx, yesterday).await? {
                due.extend(digest(tx, &path, count, yesterday).await?);
            }
            untold(tx, due).await
        };
        let due = app.database.read(look).await?;
        for some in due.chunks(TOLD_AT_ONCE) {
            done += app.database.transact("assistance.digest", async |tx: &Tx| say(tx, some, now).await).await?;
        }
    }
    Ok(done)
}

/// What is to be done with a right to act.
#[derive(PartialEq, Eq)]
enum Look {
    /// Nothing: it is as it should be.
    True,
    /// It ends.
    Over(Ending),
    /// The member is of another branch now.
    Moved(OrganizationPath),
}

/// Looks how a right to act should stand today.
async fn look_at(tx: &Tx, act: &Act, one: &Assistance) -> Result<Look, Failure> {
    if !rows::stands(tx, one).await? {
        return Ok(Look::Over(Ending::Member));
    }
    if !one.is_good_on(act.today()) {
        return Ok(Look::Over(Ending::Expired));
    }
    let member = members::of_person(tx, one.person, act.today()).await?.filter(|found| found.id == one.member);
    Ok(match member.map(|member| member.standing.branch_path) {
        None => Look::Over(Ending::Left),
        Some(path) if path != one.path => Look::Moved(path),
        Some(_) => Look::True,
    })
}

/// One right to act as it should stand today; says whether anything changed. It is looked at again: consent may have
/// been given anew since.
async fn tidied(tx: &Tx, act: &Act, one: &Assistance) -> Result<bool, Failure> {
    let ending = match look_at(tx, act, one).await? {
        Look::True => return Ok(false),
        Look::Moved(path) => {
            rows::track_branch(tx, one.id, &path).await?;
            return Ok(true);
        }
        Look::Over(ending) => ending,
    };
    if !rows::end(tx, one, ending, (act.caller.account, None), act.now).await? {
        return Ok(false);
    }
    act.audit(tx, "assistance.end", ("assistance", one.id.0), &one.path).await?;
    for person in [one.person, one.helper] {
        tell(tx, person, Kind::AssistanceEnded, Some(("assistance", one.id.0)), &[], act.now).await?;
    }
    Ok(true)
}

/// What tells the overseers over a branch and its secretaries how much was done for its members on a day.
async fn digest(tx: &Tx, path: &OrganizationPath, count: i64, day: Day) -> Result<Vec<Reminder>, Failure> {
    let Some(branch) = path.ids().next_back() else { return Ok(Vec::new()) };
    let name = organizations::find_open(tx, branch).await?.map(|branch| branch.name).unwrap_or_default();
    let grants = accounts::grants_on_path(tx, path).await?;
    let concerned = grants.iter().filter(|grant| {
        grant.role == Role::Overseer || (grant.role == Role::BranchAdmin && grant.organization == branch)
    });
    let persons: BTreeSet<PersonId> = concerned.map(|grant| grant.person).collect();
    let (count, on) = (count.to_string(), day.to_string());
    let reminder = |person: PersonId| Reminder {
        once: [b"assistance.acts\0".as_slice(), branch.0.as_bytes(), on.as_bytes(), person.0.as_bytes()].concat(),
        person,
        kind: Kind::AssistanceActs,
        subject: Some(("organization", branch.0)),
        params: vec![("organization", name.clone()), ("day", on.clone()), ("count", count.clone())],
    };
    Ok(persons.into_iter().map(reminder).collect())
}
