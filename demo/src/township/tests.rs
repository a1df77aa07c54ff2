use std::collections::{HashMap, HashSet};

use xianfeng_domain::time::{Day, Period, PeriodKind};

use super::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn whole(seed: u64, today: &str) -> Plan {
    Plan::new(seed, day(today), Extent::WHOLE).expect("a plan")
}

/// Issue 2, "How it starts": the demonstration is a pure function of a seed and a day.
#[test]
fn a_seed_and_a_day_make_one_plan() {
    let plan = whole(1, "2026-11-22");
    assert_eq!(plan, whole(1, "2026-11-22"));
    assert_ne!(plan.steps, whole(2, "2026-11-22").steps);
    assert_ne!(plan.steps, whole(1, "2026-11-23").steps);
}

#[test]
fn the_whole_township_is_busy_for_a_year() {
    let plan = whole(1, "2026-11-22");
    let summary = plan.summary();
    assert_eq!((summary.branches, summary.members), (17, 497));
    assert!((4_000..6_000).contains(&summary.claims), "{summary}");
    for rare in
        [summary.returns, summary.rejections, summary.withdrawals, summary.reversals, summary.waiting, summary.expired]
    {
        assert!(rare > 5, "{summary}");
    }
    let end = xianfeng_domain::time::start_of(plan.today);
    assert!(plan.steps.iter().all(|step| step.at < end), "nothing happens in the future");
    let months: HashSet<Period> = plan
        .steps
        .iter()
        .map(|step| Period::containing(PeriodKind::Month, xianfeng_domain::time::day_of(step.at)))
        .collect();
    assert_eq!(months.len(), 13, "every month has something");
}

/// Invariant 5: a task never has more claims than its quota, a member none twice.
#[test]
fn nobody_claims_more_than_allowed() {
    for seed in 1..4 {
        let plan = whole(seed, "2026-11-22");
        let mut of_task: HashMap<usize, Vec<usize>> = HashMap::new();
        for claim in &plan.claims {
            of_task.entry(claim.task).or_default().push(claim.member);
        }
        for (at, members) in of_task {
            let task = &plan.tasks[at];
            assert_eq!(members.iter().collect::<HashSet<_>>().len(), members.len());
            assert!(task.quota.is_none_or(|quota| members.len() <= quota as usize));
            assert!(task.assignees.is_empty() || members.iter().all(|member| task.assignees.contains(member)));
            for member in members {
                let person = &plan.people[member];
                assert!(person.user.is_some(), "whoever claims uses the mini-program");
                assert!(task.owner == Seat::Township || person.branch().map(Seat::Branch) == Some(task.owner));
            }
        }
    }
}

/// Whoever logs in finds something to claim and, as the first secretary, something to review.
#[test]
fn the_last_day_leaves_something_to_do() {
    let plan = whole(1, "2026-11-22");
    let end = xianfeng_domain::time::start_of(plan.today);
    for branch in 0..17 {
        let open = |task: &Task| task.owner == Seat::Branch(branch) && task.claim_by > end;
        assert!(plan.tasks.iter().any(open), "{branch}");
    }
    let mut waiting: HashSet<usize> = HashSet::new();
    for step in &plan.steps {
        match step.deed {
            Deed::Submit(claim, _) => waiting.insert(claim),
            Deed::Decide(claim, _) => waiting.remove(&claim),
            _ => false,
        };
    }
    assert!(waiting.iter().any(|claim| plan.tasks[plan.claims[*claim].task].owner == Seat::Branch(0)));
}

#[test]
fn every_branch_has_two_who_review_and_codes_are_unique() {
    let plan = whole(1, "2026-11-22");
    for branch in 0..17 {
        for role in [xianfeng_domain::access::Role::BranchAdmin, xianfeng_domain::access::Role::Reviewer] {
            let holder = plan.holder(role, Seat::Branch(branch)).expect("a holder");
            assert_eq!(plan.people[holder].branch(), Some(branch));
        }
    }
    let users: Vec<&str> = plan.people.iter().filter_map(|person| person.user.as_deref()).collect();
    assert_eq!(users.iter().collect::<HashSet<_>>().len(), users.len());
    for code in ["demo-member-1", "demo-secretary-1", "demo-reviewer-17", "demo-admin-1", "demo-overseer-1"] {
        assert!(users.contains(&code), "{code}");
    }
}

/// The roster's latest days may lie after a plan's: those people are not there yet.
#[test]
fn a_plan_of_the_past_holds_who_had_joined() {
    let plan = whole(1, "2015-03-01");
    let joined: Vec<_> = plan.people.iter().filter_map(|person| person.membership.as_ref()).collect();
    assert!(joined.len() < 497);
    assert!(joined.iter().all(|membership| membership.joined_on < plan.today));
}
