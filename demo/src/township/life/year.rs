//! Help for who was low twice, and what the year's end asks for: pledges, an appraisal, a list of honours.

use std::collections::HashSet;

use xianfeng_domain::access::Role;
use xianfeng_domain::time::{Day, Period, PeriodKind};

use super::super::days;
use super::super::people::Seat;
use super::super::plan::Deed;
use super::{Event, Life, Mark};

/// Something about help and honours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Care {
    /// Something about a member is put on the list of a quarterly audit.
    Speak {
        /// The audit.
        audit: Mark,
        /// Whom it concerns.
        member: usize,
        /// The day of the deed.
        on: Day,
    },
    /// Help cases are proposed for a quarter.
    Gather(Period),
    /// A proposed case is confirmed, with a helper.
    Help {
        /// Its name in the plan.
        mark: Mark,
        /// Whom it is for.
        member: usize,
        /// Who helps.
        helper: usize,
    },
    /// A talk about it is recorded.
    Talk(Mark),
    /// The member's answer is recorded.
    Answer(Mark),
    /// A member pledges something for a year.
    Pledge {
        /// Its name in the plan.
        mark: Mark,
        /// The year.
        year: Period,
        /// What.
        text: &'static str,
    },
    /// A pledge is shown in public.
    Show(Mark),
    /// What was done of it is noted.
    Progress(Mark),
    /// The democratic appraisal of a branch and year is opened.
    Appraisal {
        /// Its name in the plan.
        mark: Mark,
        /// The branch.
        branch: usize,
        /// The year.
        year: Period,
    },
    /// Somebody rates members: as the secretary, or as a peer.
    Rate {
        /// The appraisal.
        appraisal: Mark,
        /// Whom.
        members: Vec<usize>,
        /// As the secretary?
        as_secretary: bool,
    },
    /// A list of the year's best is drafted.
    Honours(Period),
}

/// So many days before a quarter's end who is low was absent.
const ABSENT: [u64; 3] = [10, 20, 40];

const PLEDGES: [&str; 3] = ["修通北沟到公路的三公里田间路", "带动五户村民种植连翘二十亩", "每月上门为独居老人理发一次"];

impl Life<'_> {
    pub(super) fn year(&mut self) {
        self.help();
        self.pledges();
        self.appraisal();
        let clerk = self.plan.holder(Role::TownshipAdmin, Seat::Township);
        let begun = Period::containing(PeriodKind::Year, self.plan.begins_on);
        if begun < Period::containing(PeriodKind::Year, self.eve) {
            self.happens(self.eve, 14, clerk, Event::Care(Care::Honours(begun)));
        }
    }

    /// Two members who did little are deducted from in both quarters, and so are low twice.
    fn help(&mut self) {
        let (Some(before), Some((last, closed_on))) = (self.before_last(), self.last_closed_on()) else { return };
        let clerk = self.plan.holder(Role::TownshipAdmin, Seat::Township);
        let secretary = self.plan.holder(Role::BranchAdmin, Seat::Branch(0));
        let audit = Mark("earlier audit", 0);
        let opened_on = days::later(before.last_day(), 3);
        self.happens(opened_on, 19, secretary, Event::OpenAudit { mark: audit, branch: 0, quarter: before });
        let idle = self.idle(before);
        let audits =
            [(audit, before, opened_on), (Mark("audit", 0), last, self.within(days::later(last.last_day(), 3)))];
        for (audit, quarter, on) in audits {
            for (member, days) in idle.iter().flat_map(|member| ABSENT.map(|days| (*member, days))) {
                let deed_on = quarter.last_day() - chrono::Days::new(days);
                let event = Care::Speak { audit, member, on: deed_on };
                self.happens(on, 20, secretary, Event::Care(event));
            }
        }
        self.happens(days::later(before.last_day(), 8), 21, secretary, Event::SignAudit(audit));
        self.happens(closed_on, 23, clerk, Event::Care(Care::Gather(last)));
        let helper = self.of(0, &["in_office", "ordinary"], true).into_iter().find(|at| !idle.contains(at));
        let (Some(member), Some(helper)) = (idle.first().copied(), helper) else { return };
        let mark = Mark("help", 0);
        let on = self.within(days::later(closed_on, 1));
        self.happens(on, 23, secretary, Event::Care(Care::Help { mark, member, helper }));
        let on = self.within(days::later(closed_on, 2));
        self.happens(on, 23, secretary, Event::Care(Care::Talk(mark)));
        self.happens(on, 23, secretary, Event::Care(Care::Answer(mark)));
    }

    /// The two members of the first branch who did the least since a quarter began, and whom nothing
    /// else is told of.
    fn idle(&self, quarter: Period) -> Vec<usize> {
        let mut told: HashSet<usize> = self.of(0, &["away"], true).into_iter().take(3).collect();
        told.extend(self.of(0, &["aged"], false).into_iter().take(2));
        told.extend(self.of(0, &["aged"], true).into_iter().take(2));
        let since = days::at(quarter.start(), 0);
        let done = |at: &usize| {
            let submits = |deed: &Deed| matches!(deed, Deed::Submit(..));
            self.plan.steps.iter().filter(|step| step.by == *at && step.at >= since && submits(&step.deed)).count()
        };
        let plain = |at: &usize| self.plan.people.get(*at).is_some_and(|person| person.role.is_none());
        let mut idle = self.members(0, quarter.start());
        idle.retain(|at| plain(at) && !told.contains(at));
        idle.sort_by_cached_key(done);
        idle.truncate(2);
        idle
    }

    fn pledges(&mut self) {
        let secretary = self.plan.holder(Role::BranchAdmin, Seat::Branch(0));
        let year = Period::containing(PeriodKind::Year, self.eve);
        let able = self.of(0, &["in_office", "ordinary", "retired"], true);
        if able.is_empty() {
            return;
        }
        for ((member, text), number) in able.into_iter().zip(PLEDGES).zip(0..) {
            let mark = Mark("pledge", number);
            self.happens(self.ago(50), 13, Some(member), Event::Care(Care::Pledge { mark, year, text }));
            self.happens(self.ago(48), 13, secretary, Event::Care(Care::Show(mark)));
        }
        self.happens(self.eve, 16, secretary, Event::Care(Care::Progress(Mark("pledge", 0))));
    }

    fn appraisal(&mut self) {
        let secretary = self.plan.holder(Role::BranchAdmin, Seat::Branch(0));
        let year = Period::containing(PeriodKind::Year, self.ago(3));
        let appraisal = Mark("appraisal", 0);
        self.happens(self.ago(3), 8, secretary, Event::Care(Care::Appraisal { mark: appraisal, branch: 0, year }));
        let able = self.of(0, &["in_office", "ordinary", "retired"], true);
        let rated: Vec<usize> = able.iter().copied().take(6).collect();
        let event = Care::Rate { appraisal, members: rated.clone(), as_secretary: true };
        self.happens(self.ago(2), 20, secretary, Event::Care(event));
        for peer in able.iter().copied().skip(6).take(3) {
            let event = Care::Rate { appraisal, members: rated.clone(), as_secretary: false };
            self.happens(self.ago(1), 20, Some(peer), Event::Care(event));
        }
    }
}
