//! Inventing claims and what becomes of them. Each follows its own course day by day; what lies
//! beyond the end of the plan is cut off later.

use chrono::TimeDelta;
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use xianfeng_api::tasks::Verdict;
use xianfeng_domain::Points;
use xianfeng_domain::access::Role;
use xianfeng_domain::time::{Day, day_of};

use super::people::Seat;
use super::plan::{Claim, Deed, Plan, Report};
use super::tasks::Published;
use super::{days, words};
use crate::load::PICTURES;

/// Adds the claims of the published tasks.
pub(super) fn invent(rng: &mut StdRng, plan: &mut Plan, published: &[Published]) {
    for one in published {
        let Some(task) = plan.tasks.get(one.task) else { continue };
        let takers = match task.quota {
            None => task.assignees.clone(),
            Some(quota) => {
                let wanted = rng.random_range(quota.div_ceil(2)..=quota);
                takers(rng, plan, task.owner, one.on, usize::try_from(wanted).unwrap_or_default())
            }
        };
        for member in takers {
            let claim = plan.claims.len();
            plan.claims.push(Claim { task: one.task, member });
            follow(rng, plan, one, claim, member);
        }
    }
}

/// Some members whom a task is for, the diligent rather than others, nobody twice.
pub(super) fn takers(rng: &mut StdRng, plan: &Plan, seat: Seat, day: Day, wanted: usize) -> Vec<usize> {
    let weight = |at: usize| {
        let membership = plan.people.get(at)?.membership.as_ref().filter(|own| own.joined_on < day)?;
        (membership.diligence > 0).then_some((at, membership.diligence))
    };
    let mut able: Vec<(usize, u32)> = plan.members(seat).filter_map(weight).collect();
    let mut takers = Vec::new();
    while takers.len() < wanted
        && let Ok((member, _)) = able.choose_weighted(rng, |(_, weight)| *weight).copied()
    {
        able.retain(|(other, _)| *other != member);
        takers.push(member);
    }
    takers
}

/// One claim from taking to credit, or to wherever it ends.
fn follow(rng: &mut StdRng, plan: &mut Plan, one: &Published, claim: usize, member: usize) {
    let waits = rng.random_range(0..=3);
    let claimed_on = days::later(one.on, waits);
    let from_hour = if waits == 0 { 10 } else { 7 };
    plan.push(days::between(rng, claimed_on, from_hour, 22), member, Deed::Claim(claim));
    match rng.random_range(0..100) {
        // Given back.
        0..3 => {
            let at = days::between(rng, days::later(claimed_on, 1), 8, 20);
            return plan.push(at, member, Deed::Withdraw(claim));
        }
        // Never done: it runs out.
        3..6 => return,
        _ => {}
    }
    let done_on = days::later(claimed_on, rng.random_range(1..=5));
    submit(rng, plan, one, claim, member, done_on);
    let Some(reviewer) = reviewer(rng, plan, one, member) else { return };
    let mut reviewed_on = days::later(done_on, patience(rng));
    if rng.random_ratio(1, 20) {
        let reason = pick(rng, words::RETURNED);
        let at = days::between(rng, reviewed_on, 19, 21);
        plan.push(at, reviewer, Deed::Decide(claim, Verdict::Return { reason }));
        let again_on = days::later(reviewed_on, rng.random_range(1..=3));
        submit(rng, plan, one, claim, member, again_on);
        reviewed_on = days::later(again_on, patience(rng));
    }
    let verdict = verdict(rng, plan, one);
    let approved = matches!(verdict, Verdict::Approve { .. });
    plan.push(days::between(rng, reviewed_on, 19, 21), reviewer, Deed::Decide(claim, verdict));
    if approved && rng.random_ratio(1, 160) {
        let reason = words::REVERSED.choose(rng).copied().unwrap_or_default();
        let at = days::at(days::later(reviewed_on, rng.random_range(3..=12)), 15) + TimeDelta::minutes(5);
        if let Some(clerk) = plan.holder(Role::TownshipAdmin, Seat::Township) {
            plan.push(at, clerk, Deed::Reverse(claim, reason));
        }
    }
}

fn submit(rng: &mut StdRng, plan: &mut Plan, one: &Published, claim: usize, member: usize, on: Day) {
    let at = days::between(rng, on, 15, 22);
    let amount = rng.random_range(1..=9);
    let photos = match one.activity.photos {
        0 => rng.random_range(0..10_usize).saturating_sub(7),
        asked => usize::try_from(asked).unwrap_or_default() + rng.random_range(0..=1),
    };
    let report = Report {
        text: pick(rng, one.activity.reports).replace("{}", &amount.to_string()),
        deed_on: day_of(at),
        place: one.place,
        quantity: one.activity.unit.map(|_| amount * 100),
        pictures: (0..photos).map(|_| rng.random_range(0..PICTURES)).collect(),
    };
    plan.push(at, member, Deed::Submit(claim, report));
}

/// Who decides: never the member, and the township's clerk on the township's own tasks.
fn reviewer(rng: &mut StdRng, plan: &Plan, one: &Published, member: usize) -> Option<usize> {
    let seat = plan.tasks.get(one.task)?.owner;
    if seat == Seat::Township {
        return plan.holder(Role::TownshipAdmin, seat);
    }
    let secretary = plan.holder(Role::BranchAdmin, seat).filter(|secretary| *secretary != member);
    let second = plan.holder(Role::Reviewer, seat).filter(|second| *second != member);
    if rng.random_ratio(1, 4) { second.or(secretary) } else { secretary.or(second) }
}

fn verdict(rng: &mut StdRng, plan: &Plan, one: &Published) -> Verdict {
    let offered = plan.tasks.get(one.task).and_then(|task| task.points);
    match (rng.random_range(0..100), offered) {
        (0..2, _) => Verdict::Reject { reason: pick(rng, words::REJECTED) },
        (2..10, Some(offered)) => Verdict::Approve {
            points: Some(Points::from_hundredths(offered.hundredths() / 2)),
            reason: Some(pick(rng, words::PARTIAL)),
        },
        _ => Verdict::Approve { points: None, reason: None },
    }
}

/// Days until a reviewer looks: mostly the next evening.
fn patience(rng: &mut StdRng) -> u32 {
    match rng.random_range(0..10) {
        0..7 => 1,
        7..9 => 2,
        _ => 3,
    }
}

fn pick(rng: &mut StdRng, words: &[&str]) -> String {
    words.choose(rng).copied().unwrap_or_default().to_owned()
}
