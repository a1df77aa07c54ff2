//! Life beside the points: what the township's people do at the end of the plan, one file a noun. Each part goes
//! through the use cases, as everything else does.

mod acting;
mod care;
mod contents;
mod grids;
mod meetings;
mod messages;
mod moderation;
mod privacy;
mod suggestions;

use chrono::{DateTime, Duration, Utc};
use xianfeng_api::auth::{Act, Caller};
use xianfeng_api::{App, Failure};
use xianfeng_domain::access::Role;
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::time::{Day, start_of};
use xianfeng_infra::db::StoreError;

use super::World;
use crate::township::{Plan, Seat};

/// The township as it stands when the plan is carried out.
pub(super) struct Parts<'a> {
    pub(super) app: &'a App,
    pub(super) plan: &'a Plan,
    pub(super) world: &'a World,
}

/// Carries out every part; a township of one branch has none of them.
pub(super) async fn fill(parts: &Parts<'_>) -> Result<(), Failure> {
    if parts.world.branches.len() < 2 {
        return Ok(());
    }
    moderation::fill(parts).await?;
    contents::fill(parts).await?;
    suggestions::fill(parts).await?;
    privacy::fill(parts).await?;
    acting::fill(parts).await?;
    messages::fill(parts).await?;
    grids::fill(parts).await?;
    meetings::fill(parts).await?;
    care::fill(parts).await?;
    Ok(())
}

impl Parts<'_> {
    /// The day on which the demonstration begins.
    pub(super) fn today(&self) -> Day {
        self.plan.today
    }

    /// Nine in the morning, so many days before.
    pub(super) fn ago(&self, days: i64) -> DateTime<Utc> {
        start_of(self.plan.today) - Duration::days(days) + Duration::hours(9)
    }

    /// The township.
    pub(super) fn township(&self) -> &Organization {
        &self.world.township
    }

    /// A branch by its place in the plan.
    pub(super) fn branch(&self, at: usize) -> Result<&Organization, Failure> {
        Ok(self.world.branches.get(at).ok_or_else(|| missing("branch"))?)
    }

    /// The township's clerk acts.
    pub(super) fn clerk(&self, days: i64) -> Result<Act, Failure> {
        self.holder(Role::TownshipAdmin, Seat::Township, days)
    }

    /// A branch's secretary acts.
    pub(super) fn secretary(&self, branch: usize, days: i64) -> Result<Act, Failure> {
        self.holder(Role::BranchAdmin, Seat::Branch(branch), days)
    }

    /// A branch's second reviewer acts.
    pub(super) fn reviewer(&self, branch: usize, days: i64) -> Result<Act, Failure> {
        self.holder(Role::Reviewer, Seat::Branch(branch), days)
    }

    /// A member without office acts: the nth of a branch who uses the mini-program.
    pub(super) fn member(&self, branch: usize, nth: usize, days: i64) -> Result<Act, Failure> {
        let people = self.plan.people.iter().zip(&self.world.callers);
        let plain = people.filter(|(person, _)| person.role.is_none() && person.branch() == Some(branch));
        self.act(plain.filter_map(|(_, caller)| caller.as_ref()).nth(nth), days)
    }

    /// The members of a branch, in roster order, with or without an account.
    pub(super) fn members_of(&self, branch: usize) -> Vec<MemberId> {
        let of_branch = |at: usize| self.plan.people.get(at).is_some_and(|person| person.branch() == Some(branch));
        self.world.members.iter().filter(|(_, at)| of_branch(*at)).map(|(member, _)| *member).collect()
    }

    fn holder(&self, role: Role, seat: Seat, days: i64) -> Result<Act, Failure> {
        let mut people = self.plan.people.iter().zip(&self.world.callers);
        self.act(
            people.find(|(person, _)| person.role == Some((role, seat))).and_then(|(_, caller)| caller.as_ref()),
            days,
        )
    }

    fn act(&self, caller: Option<&Caller>, days: i64) -> Result<Act, Failure> {
        let caller = caller.cloned().ok_or_else(|| missing("person with an account"))?;
        Ok(Act { caller, now: self.ago(days), meta: None })
    }
}

fn missing(what: &str) -> StoreError {
    StoreError::corrupt(format!("the plan has no such {what}"))
}
