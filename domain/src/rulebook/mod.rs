//! The rule book (积分管理台账): everything that a township may decide for itself, as data.
//!
//! This is the seam: tasks, ledger and boards ask a [`RuleBook`], never a constant. The document
//! form and its validation live in `infra`; a [`RuleBook`] that exists is valid.

mod base;
mod category;
mod colours;
mod consequence;
mod entering;
mod grade;
mod item;
mod layer;
mod layer_fault;
mod lifecycle;
#[cfg(test)]
pub(crate) mod samples;
mod settlement;
mod what_if;

pub use base::{Base, Joiners, Leavers};
pub use category::{Category, Hint};
pub use colours::{Colour, ColourBoard};
pub use consequence::{Consequence, Trigger};
pub use entering::{EnterRefusal, enter};
pub use grade::{Grade, GradedPlace, Threshold};
pub use item::{Cap, Item, ItemKind, Limit, Statistic, Way};
pub use layer::{Layer, LayerLimits, Narrowing};
pub use layer_fault::LayerFault;
pub use lifecycle::{Adoption, AdoptionRefusal, DraftState, Standing, latest_adoption, may_adopt};
pub use settlement::{Rate, Settlement};
pub use what_if::{Dropped, MemberThen, Recast, WhatIf, Why, recast};

use chrono::Datelike;

use crate::Points;
use crate::time::{Day, PeriodKind};

/// A valid rule book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleBook {
    /// Its name, for people.
    pub name: String,
    /// The closing unit: what is closed and made public as one (S0, S2: a quarter; S4: a month).
    pub closing_unit: PeriodKind,
    /// The month in which the cycle (周期) starts, 1 to 12: a veto lasts to the cycle's end.
    /// Boards and totals are those of calendar periods whatever it is.
    pub cycle_start_month: u32,
    /// Categories of members (类别).
    pub categories: Vec<Category>,
    /// Base points (基础分).
    pub base: Base,
    /// Items (项目): every way to earn or lose.
    pub items: Vec<Item>,
    /// Grades (等次), best first.
    pub grades: Vec<Grade>,
    /// The kind of period that grades are given for; every kind where absent. Scores are meant
    /// for one kind of period, shares fit any.
    pub grades_per: Option<PeriodKind>,
    /// The blue, yellow and red board (蓝黄红榜), S4-3.
    pub colours: Option<ColourBoard>,
    /// What a period's result is worth (S0-9).
    pub settlement: Option<Settlement>,
    /// What the machine brings to the attention of people (S0-11, S2-5); it decides nothing.
    pub consequences: Vec<Consequence>,
    /// Who may stand for excellent member (S1-5).
    pub candidacy: Option<Candidacy>,
    /// How results are made public.
    pub publicity: Publicity,
    /// After a zeroing (清零): do later additions count (the default)?
    pub additions_after_zeroing: bool,
    /// How equal totals are ranked.
    pub ties: TieRule,
    /// Codes of the kinds of organization whose members take part (S0-16).
    pub organizations_in_scope: Vec<String>,
    /// What the layers below may add and narrow (S2-8).
    pub below: LayerLimits,
}

/// Who may stand for excellent member: post holders, and who else has enough points (S1-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidacy {
    /// Whoever holds a post (岗位) may stand.
    pub post_holders: bool,
    /// Who holds none may stand from so many points of the year up.
    pub from_points: Points,
}

/// How results are made public (公示).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publicity {
    /// How many days objections (异议) may be made.
    pub days_to_object: u32,
}

/// How equal totals are ranked (pitfall 9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TieRule {
    /// Equal totals share a rank and the next is skipped: 1, 2, 2, 4.
    #[default]
    Skip,
    /// Equal totals share a rank and the next follows: 1, 2, 2, 3.
    Dense,
}

impl RuleBook {
    /// The item with a code, retired ones included.
    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.code == code)
    }

    /// The items in use that may be entered in a way, in the book's order.
    pub fn items_by(&self, way: Way) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.may_enter(way))
    }

    /// The category with a code.
    pub fn category(&self, code: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.code == code)
    }

    /// May everybody see what concerns a category? A sensitive one not, nor one that the book does not
    /// know (invariant 11; see [`crate::hidden`]).
    pub fn shows(&self, code: &str) -> bool {
        self.category(code).is_some_and(|category| !category.sensitive)
    }

    /// Is a member exempt, given whether a decision about them says so on that day? By that or by
    /// the category (S2-7): the one rule for boards, averages, grants and lists.
    pub fn exempts(&self, by_decision: bool, category: &str) -> bool {
        by_decision || self.category(category).is_some_and(|category| category.exempt)
    }

    /// The last day of the cycle (周期) that holds a day.
    pub fn cycle_end(&self, day: Day) -> Day {
        let month = self.cycle_start_month.clamp(1, 12);
        let starts = |year: i32| Day::from_ymd_opt(year, month, 1);
        let next = [day.year(), day.year() + 1].into_iter().filter_map(starts).find(|start| *start > day);
        next.and_then(|start| start.pred_opt()).unwrap_or(day)
    }

    /// The grade of a place on a whole board; by share the best takes more than the lowest total.
    /// `None` without grades for that kind of period.
    pub fn graded(&self, kind: PeriodKind, place: GradedPlace) -> Option<&Grade> {
        let given = self.grades_per.is_none_or(|per| per == kind);
        grade::reached(&self.grades, |grade| grade.threshold, place).filter(|_| given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_ends_the_day_before_it_starts_again() {
        let day = |text: &str| text.parse::<Day>().expect("a day");
        let ends = |start: u32, on: &str| {
            let book = RuleBook { cycle_start_month: start, ..entering::tests::book() };
            book.cycle_end(day(on))
        };
        assert_eq!(ends(1, "2024-05-20"), day("2024-12-31"));
        assert_eq!(ends(7, "2024-05-20"), day("2024-06-30"));
        assert_eq!(ends(7, "2024-07-01"), day("2025-06-30"));
    }
}
