//! The rule book (积分管理台账): everything that a township may decide for itself, as data.
//!
//! This is the seam: tasks, ledger and boards ask a [`RuleBook`], never a constant. The document
//! form and its validation live in `infra`; a [`RuleBook`] that exists is valid.

mod grade;

pub use grade::Grade;

use crate::Points;
use crate::time::PeriodKind;

/// A valid rule book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleBook {
    /// Its name, for people.
    pub name: String,
    /// The closing unit: what is closed and made public as one (S0: a quarter).
    pub closing_unit: PeriodKind,
    /// Categories of members (类别).
    pub categories: Vec<Category>,
    /// Base points (基础分).
    pub base: Base,
    /// Items (项目): every way to earn or lose.
    pub items: Vec<Item>,
    /// Grades (等次), best first.
    pub grades: Vec<Grade>,
    /// How equal totals are ranked.
    pub ties: TieRule,
    /// Codes of the kinds of organization whose members take part (S0-16).
    pub organizations_in_scope: Vec<String>,
}

/// A category of members (类别), S0-5.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Stable code, such as `aged`.
    pub code: String,
    /// Name for people, such as `年老`.
    pub name: String,
    /// Members of it are exempt unless the committee decides otherwise.
    pub exempt: bool,
    /// Never shown on boards, notices or exports (invariant 11).
    pub sensitive: bool,
}

/// Base points (基础分): granted once a period to everyone in scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// How many, unless the category says otherwise.
    pub points: Points,
    /// The kind of period that they belong to; they show in the boards of that kind and longer.
    pub per: PeriodKind,
    /// Whether joiners and leavers in the middle of a period get a share by days.
    pub pro_rata: bool,
    /// Other amounts by category code.
    pub by_category: Vec<(String, Points)>,
}

impl Base {
    /// The base points of a category.
    pub fn for_category(&self, category: &str) -> Points {
        self.by_category.iter().find(|(code, _)| code == category).map_or(self.points, |(_, points)| *points)
    }
}

/// An item (项目).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Stable code, such as `hazard-check`.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// The aspect (方面) that it belongs to, for grouping.
    pub aspect: String,
    /// Addition or deduction.
    pub kind: ItemKind,
    /// The smallest amount that it is worth, in the direction of its kind; never negative.
    pub min: Points,
    /// The largest amount; equal to `min` where the amount is fixed.
    pub max: Points,
    /// What one of it is: 次, 件, 天.
    pub unit: String,
    /// At most so many points of it a period.
    pub caps: Vec<Cap>,
    /// The category codes that may earn it; empty means all.
    pub categories: Vec<String>,
    /// Whether a photo is needed.
    pub evidence: bool,
}

impl Item {
    /// May a member of this category earn it?
    pub fn is_for(&self, category: &str) -> bool {
        self.categories.is_empty() || self.categories.iter().any(|code| code == category)
    }
}

/// What an item does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// Adds points (加分).
    Addition,
    /// Takes points (扣分).
    Deduction,
}

/// A cap: at most so many points of one item in one period. Caps trim, they never refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    /// The kind of period.
    pub per: PeriodKind,
    /// The most that counts in it.
    pub points: Points,
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
    /// The item with a code.
    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.code == code)
    }

    /// The category with a code.
    pub fn category(&self, code: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.code == code)
    }

    /// The grade of a rank among so many counted members; `None` without grades or members.
    pub fn grade(&self, rank: u32, counted: u32) -> Option<&Grade> {
        self.grades.iter().find(|grade| grade.holds(rank, counted))
    }
}
