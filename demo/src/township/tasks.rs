//! Inventing tasks: by season, in each branch as often as it is large, and now and then for the
//! whole township.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use xianfeng_domain::access::Role;
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_domain::time::Day;

use super::activities::{ACTIVITIES, Activity};
use super::people::Seat;
use super::plan::{Deed, Plan, Task, month0};
use super::{claims, days, words};

/// A branch of so many members publishes one task a day.
const MEMBERS_PER_DAILY_TASK: u32 = 170;
/// One in so many tasks of a branch is dispatched to named members (S0-15).
const DISPATCHED: u32 = 12;
/// The township publishes a task on one day in so many.
const TOWNSHIP_TASK_DAYS: u32 = 12;
/// Days from publication to the two deadlines and to closing.
const CLAIM_DAYS: u32 = 6;
const COMPLETE_DAYS: u32 = 14;
const CLOSE_DAYS: u32 = 7;
/// So many days before the last every branch publishes one, so that all have something to claim
/// and to review.
const EVE_DAYS: u32 = 3;

/// A task with the day that it is published on and what it is about.
pub(super) struct Published {
    pub(super) task: usize,
    pub(super) on: Day,
    pub(super) activity: &'static Activity,
    /// Where; none for the whole township.
    pub(super) place: Option<&'static str>,
}

/// Adds tasks to the plan, with their publication and closing.
pub(super) fn invent(rng: &mut StdRng, plan: &mut Plan) -> Vec<Published> {
    let mut published = Vec::new();
    let mut day = plan.begins_on;
    while day < plan.today {
        for (branch, kind) in plan.branches.iter().map(|branch| branch.kind).enumerate().collect::<Vec<_>>() {
            let members = u32::try_from(plan.members(Seat::Branch(branch)).count()).unwrap_or_default();
            let usual = rng.random_ratio(members.min(MEMBERS_PER_DAILY_TASK), MEMBERS_PER_DAILY_TASK);
            if usual || days::later(day, EVE_DAYS) == plan.today {
                published.extend(publish(rng, plan, Seat::Branch(branch), kind, day));
            }
        }
        if rng.random_ratio(1, TOWNSHIP_TASK_DAYS) {
            published.extend(publish(rng, plan, Seat::Township, OrganizationKind::Township, day));
        }
        day = days::later(day, 1);
    }
    published
}

fn publish(rng: &mut StdRng, plan: &mut Plan, owner: Seat, kind: OrganizationKind, day: Day) -> Option<Published> {
    let month = month0(day);
    let activity = ACTIVITIES.choose_weighted(rng, |activity| activity.weight(month, kind)).ok()?;
    let place = words::places(kind).choose(rng).copied().filter(|_| owner != Seat::Township);
    let members = u32::try_from(plan.members(owner).count()).unwrap_or_default();
    let dispatched = owner != Seat::Township && rng.random_ratio(1, DISPATCHED);
    let assignees = if dispatched { claims::takers(rng, plan, owner, day, 3) } else { Vec::new() };
    let quota = match owner {
        Seat::Township => rng.random_range(15..=30),
        Seat::Branch(_) => rng.random_range(3..=8),
    };
    let task = Task {
        owner,
        title: activity.title.replace("{}", place.unwrap_or("全乡")),
        item: activity.item,
        points: activity.offer(rng.random_range(0..12)),
        quota: assignees.is_empty().then_some(quota.min(members.max(1))),
        assignees,
        unit: activity.unit,
        claim_by: days::at(days::later(day, CLAIM_DAYS), 18),
        complete_by: days::at(days::later(day, COMPLETE_DAYS), 22),
        photos: activity.photos,
    };
    let role = if owner == Seat::Township { Role::TownshipAdmin } else { Role::BranchAdmin };
    let by = plan.holder(role, owner)?;
    let at = plan.tasks.len();
    plan.tasks.push(task);
    plan.push(days::between(rng, day, 8, 10), by, Deed::Publish(at));
    plan.push(days::at(days::later(day, CLOSE_DAYS), 9), by, Deed::Close(at));
    Some(Published { task: at, on: day, activity, place })
}
