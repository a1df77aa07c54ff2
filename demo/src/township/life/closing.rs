//! Closing quarters: the one before last with its objections, settled; the last one with its term running.

use xianfeng_api::tasks::Verdict;
use xianfeng_domain::access::Role;
use xianfeng_domain::time::{Day, Period, PeriodKind, day_of};

use super::super::days;
use super::super::people::Seat;
use super::super::plan::{Deed, Plan};
use super::{Event, Life, Mark};

/// Something about the closing of a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closing {
    /// It is closed.
    Close(Period),
    /// Its edition is posted.
    Publish(Period),
    /// It is confirmed without a settlement.
    Confirm(Period),
    /// It is settled: run, signed, issued.
    Settle(Period),
    /// Somebody objects to a member's row of the newest edition.
    Object {
        /// The objection's name in the plan.
        mark: Mark,
        /// The quarter.
        quarter: Period,
        /// The branch whose notice was read.
        branch: usize,
        /// Whose row.
        about: usize,
        /// By a villager without an account?
        in_public: bool,
    },
    /// The branch looks at a villager's objection and admits it.
    Admit(Mark),
    /// An objection is upheld: what a claim gave is taken back, and the next edition says so.
    Uphold {
        /// The objection.
        objection: Mark,
        /// The claim.
        claim: Mark,
    },
    /// An objection is refused.
    Refuse(Mark),
}

/// Days from a quarter's end to its closing, where nothing keeps it from it, and on to its settlement.
const CLOSED_AFTER: u32 = 12;
const SETTLED_AFTER: u32 = 10;

/// Closes the quarters of the first year that lie before the plan and hold nothing but base points:
/// a quarter is closed after all before it.
pub(in super::super) fn open_books(plan: &mut Plan) {
    let Some(eve) = plan.today.pred_opt() else { return };
    let quarter = |day| Period::containing(PeriodKind::Quarter, day);
    let (first, last) = (quarter(plan.begins_on), quarter(eve).previous());
    let Some(clerk) = plan.holder(Role::TownshipAdmin, Seat::Township).filter(|_| last >= first) else { return };
    let (begin, confirmed) = (days::at(plan.begins_on, 0), days::at(days::later(plan.begins_on, 8), 9));
    let mut before = quarter(Period::containing(PeriodKind::Year, plan.begins_on).start());
    while before < first {
        let steps =
            [(begin, Closing::Close(before)), (begin, Closing::Publish(before)), (confirmed, Closing::Confirm(before))];
        for (at, closing) in steps {
            plan.push(at, clerk, Deed::Life(Box::new(Event::Closing(closing))));
        }
        before = before.next();
    }
}

impl Life<'_> {
    /// The day on which the last quarter is closed and posted, if it is a quarter of the plan.
    pub(super) fn last_closed_on(&self) -> Option<(Period, Day)> {
        let first = Period::containing(PeriodKind::Quarter, self.plan.begins_on);
        let last = self.last.filter(|last| *last >= first)?;
        Some((last, self.within(days::later(last.last_day(), 9).max(self.ago(5)))))
    }

    /// The quarter before last, if the plan holds all of its closing.
    pub(super) fn before_last(&self) -> Option<Period> {
        let first = Period::containing(PeriodKind::Quarter, self.plan.begins_on);
        self.last.map(|last| last.previous()).filter(|before| *before >= first)
    }

    pub(super) fn closings(&mut self) {
        let Some((last, closed_on)) = self.last_closed_on() else { return };
        let clerk = self.plan.holder(Role::TownshipAdmin, Seat::Township);
        let mut quarter = Period::containing(PeriodKind::Quarter, self.plan.begins_on);
        while quarter < last {
            let on = days::later(quarter.last_day(), CLOSED_AFTER);
            self.close(quarter, on);
            self.happens(days::later(on, SETTLED_AFTER), 10, clerk, Event::Closing(Closing::Settle(quarter)));
            quarter = quarter.next();
        }
        if let Some(before) = self.before_last() {
            self.objections(before, days::later(before.last_day(), CLOSED_AFTER));
        }
        self.close(last, closed_on);
        let mut able = self.of(0, &["in_office", "ordinary", "retired"], true).into_iter();
        if let (Some(about), Some(by)) = (able.next(), able.next()) {
            let mark = Mark("waiting objection", 0);
            let event = Closing::Object { mark, quarter: last, branch: 0, about, in_public: false };
            self.happens(self.within(days::later(closed_on, 1)), 23, Some(by), Event::Closing(event));
        }
    }

    fn close(&mut self, quarter: Period, on: Day) {
        let clerk = self.plan.holder(Role::TownshipAdmin, Seat::Township);
        self.happens(on, 22, clerk, Event::Closing(Closing::Close(quarter)));
        self.happens(on, 22, clerk, Event::Closing(Closing::Publish(quarter)));
    }

    /// A villager's objection is admitted and upheld, a member's is refused.
    fn objections(&mut self, quarter: Period, posted_on: Day) {
        let clerk = self.plan.holder(Role::TownshipAdmin, Seat::Township);
        let secretary = self.plan.holder(Role::BranchAdmin, Seat::Branch(0));
        let villager = self.plan.holder(Role::Activist, Seat::Branch(0));
        let Some((claim, about)) = self.credited(quarter) else { return };
        let object =
            |mark, about, in_public| Event::Closing(Closing::Object { mark, quarter, branch: 0, about, in_public });
        let upheld = Mark("upheld objection", 0);
        self.happens(days::later(posted_on, 1), 18, villager, object(upheld, about, true));
        self.happens(days::later(posted_on, 2), 9, secretary, Event::Closing(Closing::Admit(upheld)));
        let mut others = self.of(0, &["in_office", "ordinary", "retired"], true);
        others.retain(|other| *other != about);
        if let [other, by, ..] = others.as_slice() {
            let refused = Mark("refused objection", 0);
            self.happens(days::later(posted_on, 1), 19, Some(*by), object(refused, *other, false));
            self.happens(days::later(posted_on, 3), 9, secretary, Event::Closing(Closing::Refuse(refused)));
        }
        let event = Closing::Uphold { objection: upheld, claim: Mark("claim", claim) };
        self.happens(days::later(posted_on, 4), 10, clerk, Event::Closing(event));
    }

    /// A claim of the first branch's own that gave somebody points in a quarter and was never taken back.
    fn credited(&self, quarter: Period) -> Option<(usize, usize)> {
        let plan = &*self.plan;
        let taken_back =
            |claim: usize| plan.steps.iter().any(|step| matches!(step.deed, Deed::Reverse(it, _) if it == claim));
        let deed_on = |claim: usize| {
            plan.steps.iter().find_map(|step| match &step.deed {
                Deed::Submit(it, report) if *it == claim => Some(report.deed_on),
                _ => None,
            })
        };
        plan.steps.iter().find_map(|step| {
            let Deed::Decide(claim, Verdict::Approve { .. }) = step.deed else { return None };
            let planned = plan.claims.get(claim)?;
            let own = plan.tasks.get(planned.task)?.owner == Seat::Branch(0);
            let plain = plan.people.get(planned.member)?.role.is_none();
            let within = quarter.contains(day_of(step.at)) && quarter.contains(deed_on(claim)?);
            (own && plain && within && !taken_back(claim)).then_some((claim, planned.member))
        })
    }
}
