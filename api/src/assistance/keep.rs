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
use crate::inbox::{Kind, tell, tell_once};

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
    let live = app.database.read(async |tx: &Tx| rows::live(tx).await).await?;
    let mut done = 0;
    for (one, stands) in &live {
        let tidy = async |tx: &Tx| tidied(tx, &act, one, *stands).await;
        done += usize::from(app.database.transact("assistance.keep", tidy).await?);
    }
    if in_shanghai(now).hour() >= DIGEST_HOUR
        && let Some(yesterday) = act.today().pred_opt()
    {
        let places = app.database.read(async |tx: &Tx| rows::per_place(tx, yesterday).await).await?;
        for (path, count) in &places {
            let say = async |tx: &Tx| told(tx, path, *count, yesterday, now).await;
            done += app.database.transact("assistance.digest", say).await?;
        }
    }
    Ok(done)
}

/// One right to act as it should stand today; says whether anything changed.
async fn tidied(tx: &Tx, act: &Act, one: &Assistance, stands: bool) -> Result<bool, Failure> {
    let member = members::of_person(tx, one.person, act.today()).await?.filter(|found| found.id == one.member);
    let ending = match &member {
        _ if !stands => Some(Ending::Member),
        _ if !one.is_good_on(act.today()) => Some(Ending::Expired),
        None => Some(Ending::Left),
        Some(_) => None,
    };
    let Some(ending) = ending else {
        let path = member.map(|member| member.standing.branch_path).filter(|path| *path != one.path);
        if let Some(path) = &path {
            rows::track_branch(tx, one.id, path).await?;
        }
        return Ok(path.is_some());
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

/// Tells the overseers over a branch and its secretaries how much was done for its members on a day.
async fn told(tx: &Tx, path: &OrganizationPath, count: i64, day: Day, now: DateTime<Utc>) -> Result<usize, Failure> {
    let Some(branch) = path.ids().next_back() else { return Ok(0) };
    let name = organizations::find_open(tx, branch).await?.map(|branch| branch.name).unwrap_or_default();
    let grants = accounts::grants_on_path(tx, path).await?;
    let concerned = grants.iter().filter(|grant| {
        grant.role == Role::Overseer || (grant.role == Role::BranchAdmin && grant.organization == branch)
    });
    let persons: BTreeSet<PersonId> = concerned.map(|grant| grant.person).collect();
    let (count, on) = (count.to_string(), day.to_string());
    let mut said = 0;
    for person in persons {
        let once = [b"assistance.acts\0".as_slice(), branch.0.as_bytes(), on.as_bytes(), person.0.as_bytes()].concat();
        let params = [("organization", name.as_str()), ("day", &on), ("count", &count)];
        let subject = Some(("organization", branch.0));
        said += usize::from(tell_once(tx, &once, person, Kind::AssistanceActs, subject, &params, now).await?);
    }
    Ok(said)
}
