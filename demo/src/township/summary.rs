//! A plan in numbers, for people.

use std::collections::HashSet;
use std::fmt;

use xianfeng_api::declarations::Verdict;
use xianfeng_api::tasks;
use xianfeng_domain::time::start_of;

use super::life::Event;
use super::plan::{Deed, Plan};

/// How many of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Branches.
    pub branches: usize,
    /// Members.
    pub members: usize,
    /// Tasks.
    pub tasks: usize,
    /// Claims that were made.
    pub claims: usize,
    /// Submissions, repeated ones included.
    pub submissions: usize,
    /// Approvals.
    pub approvals: usize,
    /// Submissions sent back.
    pub returns: usize,
    /// Submissions refused.
    pub rejections: usize,
    /// Claims given back.
    pub withdrawals: usize,
    /// Claims that ran out before anything was handed in.
    pub expired: usize,
    /// Approvals taken back.
    pub reversals: usize,
    /// Claims that wait for a reviewer on the last day.
    pub waiting: usize,
    /// Deeds brought forward outside tasks, reports and suggestions included.
    pub declarations: usize,
    /// Those of them that were registered.
    pub registrations: usize,
    /// Checks of posts that were kept, each of which pays.
    pub kept_checks: usize,
    /// Meetings planned.
    pub meetings: usize,
    /// Quarterly audits opened.
    pub audits: usize,
}

impl Plan {
    /// The plan in numbers.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary {
            branches: self.branches.len(),
            members: self.people.iter().filter(|person| person.membership.is_some()).count(),
            ..Summary::default()
        };
        let (mut taken, mut waiting) = (HashSet::new(), HashSet::new());
        for step in &self.steps {
            match &step.deed {
                Deed::GrantBase(_) | Deed::Close(_) => {}
                Deed::Publish(_) => summary.tasks += 1,
                Deed::Claim(claim) => {
                    summary.claims += 1;
                    taken.insert(claim);
                }
                Deed::Withdraw(claim) => {
                    summary.withdrawals += 1;
                    taken.remove(claim);
                }
                Deed::Reverse(..) => summary.reversals += 1,
                Deed::Life(event) => summary.count(event),
                Deed::Submit(claim, _) => {
                    summary.submissions += 1;
                    taken.remove(claim);
                    waiting.insert(claim);
                }
                Deed::Decide(claim, verdict) => {
                    waiting.remove(claim);
                    match verdict {
                        tasks::Verdict::Approve { .. } => summary.approvals += 1,
                        tasks::Verdict::Return { .. } => summary.returns += 1,
                        tasks::Verdict::Reject { .. } => summary.rejections += 1,
                    }
                }
            }
        }
        summary.waiting = waiting.len();
        let ran_out = |claim: &&&usize| {
            let task = self.claims.get(***claim).and_then(|claim| self.tasks.get(claim.task));
            task.is_some_and(|task| task.complete_by < start_of(self.today))
        };
        summary.expired = taken.iter().filter(ran_out).count();
        summary
    }
}

impl Summary {
    fn count(&mut self, event: &Event) {
        match event {
            Event::Declare { .. } => self.declarations += 1,
            Event::Sit { verdicts, .. } => {
                let registered = |(_, verdict): &&(_, Verdict)| matches!(verdict, Verdict::Register { .. });
                self.registrations += verdicts.iter().filter(registered).count();
            }
            Event::Check { holdings, .. } => self.kept_checks += holdings.iter().filter(|(_, kept)| *kept).count(),
            Event::PlanMeeting { .. } => self.meetings += 1,
            Event::OpenAudit { .. } => self.audits += 1,
            _ => {}
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} branches, {} members, {} tasks, {} claims ({} given back, {} expired), {} submissions ({} approved, {} returned, \
             {} rejected, {} waiting), {} approvals taken back, {} declarations ({} registered), {} meetings, {} audits",
            self.branches,
            self.members,
            self.tasks,
            self.claims,
            self.withdrawals,
            self.expired,
            self.submissions,
            self.approvals,
            self.returns,
            self.rejections,
            self.waiting,
            self.reversals,
            self.declarations,
            self.registrations,
            self.meetings,
            self.audits
        )
    }
}
