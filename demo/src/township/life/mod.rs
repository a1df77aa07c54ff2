//! The life of a branch outside tasks: grids and posts, times away, declarations and sittings,
//! meetings, dues, villagers' reports, audits, exemptions, a zeroing that is lifted, rules; closings,
//! shops, help and the year's end.
//!
//! The first two branches have it, so that one audit is signed and one is open. What happened in
//! the quarter before is left out of a plan that begins in a later year: no rule book governs it.

mod branch;
mod closing;
mod quarter;
mod shops;
mod township;
mod year;

use std::collections::HashSet;

use xianfeng_api::declarations::Verdict;
use xianfeng_domain::time::{Day, Period};

pub use closing::Closing;
pub(super) use closing::open_books;
pub use shops::Trade;
pub use year::Care;

use super::people::Seat;
use super::plan::Plan;

/// The name of something in the plan that a later event speaks of: what it is, and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mark(pub &'static str, pub usize);

/// Something that happens outside tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A grid is made and members are placed in it.
    Grid {
        /// The branch.
        branch: usize,
        /// Its name.
        name: &'static str,
        /// Its natural villages.
        villages: &'static [&'static str],
        /// Who belongs to it.
        members: Vec<usize>,
    },
    /// A post is made, checked every month.
    Post {
        /// Its name in the plan.
        mark: Mark,
        /// The branch.
        branch: usize,
        /// What it is called.
        name: &'static str,
        /// The skill that it wants.
        skill: &'static str,
    },
    /// A member claims a post.
    ClaimPost(Mark),
    /// A member is given a post.
    Assign {
        /// The holding's name in the plan.
        mark: Mark,
        /// The post.
        post: Mark,
        /// Who.
        member: usize,
        /// From when.
        from: Day,
    },
    /// Holders are checked for a month: each with whether it was kept.
    Check {
        /// The month.
        month: Period,
        /// The holdings.
        holdings: Vec<(Mark, bool)>,
    },
    /// A member goes away.
    Away {
        /// Who.
        member: usize,
        /// Since when.
        from: Day,
        /// Where to.
        destination: &'static str,
        /// Who stays in touch.
        liaison: usize,
    },
    /// A deed is brought forward.
    Declare {
        /// Its name in the plan.
        mark: Mark,
        /// The way's code.
        way: &'static str,
        /// For whom; the caller where absent.
        member: Option<usize>,
        /// The item.
        item: Option<&'static str>,
        /// What happened.
        what: &'static str,
        /// The quarter of a report.
        quarter: Option<Period>,
    },
    /// The branch sits and decides.
    Sit {
        /// What it was.
        title: String,
        /// Each declaration with what becomes of it.
        verdicts: Vec<(Mark, Verdict)>,
    },
    /// A party day is planned.
    PlanMeeting {
        /// Its name in the plan.
        mark: Mark,
        /// The branch.
        branch: usize,
        /// The day; it begins at 14:30.
        on: Day,
    },
    /// A meeting is opened, the roll is called, and it is closed.
    HoldMeeting {
        /// The meeting.
        meeting: Mark,
        /// Who came; of the others who has no leave is absent.
        present: Vec<usize>,
        /// Who has leave.
        leave: Vec<usize>,
    },
    /// A branch's dues of a month are recorded.
    Dues {
        /// The branch.
        branch: usize,
        /// The month.
        month: Period,
        /// The last day of paying in time.
        due_by: Day,
        /// Who paid when.
        paid: Vec<(usize, Option<Day>)>,
    },
    /// A villager reports something about a member.
    Report {
        /// The branch.
        branch: usize,
        /// The member.
        member: usize,
    },
    /// A quarterly audit is opened.
    OpenAudit {
        /// Its name in the plan.
        mark: Mark,
        /// The branch.
        branch: usize,
        /// The quarter.
        quarter: Period,
    },
    /// Its lines are decided, an absence by a deduction, and it is signed.
    SignAudit(Mark),
    /// A member is exempt from today on.
    Exempt(usize),
    /// A member's points are zeroed, for today.
    Zero {
        /// Its name in the plan.
        mark: Mark,
        /// Who.
        member: usize,
    },
    /// A zeroing is lifted.
    Lift(Mark),
    /// A draft of the township's next rule book is begun.
    Draft(String),
    /// A branch adopts a layer of its own.
    Layer(usize),
    /// A quarter is closed.
    Closing(Closing),
    /// Shops and orders.
    Trade(Trade),
    /// Help and honours.
    Care(Care),
}

/// What everybody's life is written with.
struct Life<'a> {
    plan: &'a mut Plan,
    /// The last day that anything happens on.
    eve: Day,
    /// The quarter of that day, and the one before it if a rule book governs it.
    quarter: Period,
    last: Option<Period>,
}

/// Adds the life of the first two branches and the township's decisions about them.
pub(super) fn invent(plan: &mut Plan) {
    let Some(eve) = plan.today.pred_opt().filter(|eve| *eve >= plan.begins_on) else { return };
    let year = Period::containing(xianfeng_domain::time::PeriodKind::Year, plan.begins_on);
    let quarter = Period::containing(xianfeng_domain::time::PeriodKind::Quarter, eve);
    let last = Some(quarter.previous()).filter(|last| last.start() >= year.start());
    let branches = plan.branches.len().min(2);
    let mut life = Life { plan, eve, quarter, last };
    for branch in 0..branches {
        life.branch(branch);
        life.quarters(branch);
    }
    life.township();
    life.closings();
    life.shops();
    life.year();
}

impl Life<'_> {
    /// So many days before today, but not before the plan begins.
    fn ago(&self, days: u32) -> Day {
        let day = self.plan.today.checked_sub_days(chrono::Days::new(days.into())).unwrap_or(self.eve);
        self.within(day)
    }

    /// The day of the plan that is nearest to a day.
    fn within(&self, day: Day) -> Day {
        day.max(self.plan.begins_on).min(self.eve)
    }

    fn happens(&mut self, on: Day, hour: i64, by: Option<usize>, event: Event) {
        if let Some(by) = by {
            self.plan.push(super::days::at(on, hour), by, super::plan::Deed::Life(Box::new(event)));
        }
    }

    /// The members of a branch who had joined before a day, in roster order.
    fn members(&self, branch: usize, before: Day) -> Vec<usize> {
        let joined = |at: &usize| {
            let membership = self.plan.people.get(*at).and_then(|person| person.membership.as_ref());
            membership.is_some_and(|membership| membership.joined_on < before)
        };
        self.plan.members(Seat::Branch(branch)).filter(joined).collect()
    }

    /// Those of a category who hold no role, and who use the mini-program or do not.
    fn of(&self, branch: usize, categories: &[&str], uses: bool) -> Vec<usize> {
        let fits = |at: &usize| {
            let Some(person) = self.plan.people.get(*at) else { return false };
            let category = person.membership.as_ref().map(|membership| membership.category.as_str());
            person.role.is_none()
                && person.user.is_some() == uses
                && category.is_some_and(|it| categories.contains(&it))
        };
        // Who is spoken of in the quarter before had long joined then.
        let long_ago = self.quarter.previous().start().pred_opt().unwrap_or(self.eve);
        self.members(branch, long_ago.min(self.plan.begins_on)).into_iter().filter(fits).collect()
    }
}

/// All but some.
fn without(all: Vec<usize>, some: &[usize]) -> Vec<usize> {
    let some: HashSet<usize> = some.iter().copied().collect();
    all.into_iter().filter(|at| !some.contains(at)).collect()
}
