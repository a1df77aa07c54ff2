//! What a branch's audits are about: meetings, reports and dues of this quarter and the one before.

use xianfeng_domain::access::Role;
use xianfeng_domain::time::{Day, Period, PeriodKind};

use super::super::days;
use super::super::people::Seat;
use super::{Event, Life, Mark, without};

const DESTINATIONS: [&str; 3] = ["太原务工", "长治务工", "西安经商"];

impl Life<'_> {
    pub(super) fn quarters(&mut self, branch: usize) {
        let by = self.plan.holder(Role::BranchAdmin, Seat::Branch(branch));
        self.meeting(branch, by, Mark("party_day", branch), self.ago(10), &[]);
        self.dues(branch, by, self.quarter, self.eve);
        self.reports(branch, by);
        let Some(last) = self.last else { return };
        let absent: Vec<usize> = self.of(branch, &["ordinary"], true).into_iter().rev().take(2).collect();
        let held_on = last.last_day() - chrono::Days::new(20);
        self.meeting(branch, by, Mark("last_party_day", branch), held_on, &absent);
        self.dues(branch, by, last, last.last_day());
        let audit = Mark("audit", branch);
        let opened_on = self.within(days::later(last.last_day(), 3));
        self.happens(opened_on, 19, by, Event::OpenAudit { mark: audit, branch, quarter: last });
        if branch == 0 {
            let signed_on = self.within(days::later(last.last_day(), 8));
            self.happens(signed_on, 21, by, Event::SignAudit(audit));
        }
    }

    /// A party day, planned before it where the plan reaches back so far, and registered later otherwise.
    fn meeting(&mut self, branch: usize, by: Option<usize>, mark: Mark, on: Day, absent: &[usize]) {
        let planned_on = self.within(on - chrono::Days::new(7));
        self.happens(planned_on, 9, by, Event::PlanMeeting { mark, branch, on });
        let leave: Vec<usize> = self.of(branch, &["away"], true).into_iter().take(2).collect();
        let present = without(without(self.members(branch, on), absent), &leave);
        self.happens(self.within(on), 17, by, Event::HoldMeeting { meeting: mark, present, leave });
    }

    /// Dues of a quarter's first month, recorded at the latest on a day: one member paid late or not yet.
    fn dues(&mut self, branch: usize, by: Option<usize>, quarter: Period, by_day: Day) {
        let month = Period::containing(PeriodKind::Month, quarter.start());
        let recorded_on = self.within(by_day.min(days::later(quarter.start(), 16)));
        let before = recorded_on.min(by_day).pred_opt().unwrap_or(recorded_on);
        let due_by = days::later(quarter.start(), 9).min(before).max(quarter.start());
        let own: Vec<usize> = by.into_iter().collect();
        let late_on = days::later(due_by, 3);
        let late = self.of(branch, &["ordinary"], true).first().copied();
        let paid = without(self.members(branch, due_by), &own).into_iter().map(|member| {
            let early = chrono::Days::new(u64::try_from(member % 5).unwrap_or_default());
            let on = if late == Some(member) { late_on } else { (due_by - early).max(month.start()) };
            (member, Some(on).filter(|on| *on <= recorded_on))
        });
        let paid: Vec<(usize, Option<Day>)> = paid.take(200).collect();
        if !paid.is_empty() {
            self.happens(recorded_on, 18, by, Event::Dues { branch, month, due_by, paid });
        }
    }

    /// Three members away: one reports, for one the liaison does, one owes the report.
    fn reports(&mut self, branch: usize, by: Option<usize>) {
        let quarter = self.last.unwrap_or(self.quarter);
        let from = quarter.start() - chrono::Days::new(30);
        let able = self.of(branch, &["in_office", "ordinary"], true);
        let Some(liaison) = able.get(3).copied() else { return };
        let gone: Vec<usize> = self.of(branch, &["away"], true).into_iter().take(DESTINATIONS.len()).collect();
        let reported_on = self.within(self.quarter.start().max(self.ago(12)));
        for ((member, destination), number) in gone.into_iter().zip(DESTINATIONS).zip(0..) {
            self.happens(self.ago(60), 9, by, Event::Away { member, from, destination, liaison });
            let (speaker, whom, what) = match number {
                0 => (member, None, "本季度在太原务工，按时参加线上学习四次，交纳党费三个月"),
                1 => (liaison, Some(member), "电话联系：本人在长治务工，参加了驻地党组织活动"),
                _ => continue,
            };
            let mark = Mark("report", branch * DESTINATIONS.len() + number);
            let event = Event::Declare { mark, way: "report", member: whom, item: None, what, quarter: Some(quarter) };
            self.happens(reported_on, 10, Some(speaker), event);
        }
    }
}
