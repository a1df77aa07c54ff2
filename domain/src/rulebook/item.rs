//! Items (项目): every way to earn or lose.

use crate::Points;
use crate::time::PeriodKind;

/// An item (项目).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Stable code, such as `hazard_check`.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// The aspect (方面) that it belongs to, for grouping.
    pub aspect: String,
    /// What it does.
    pub kind: ItemKind,
    /// The smallest amount that one of it is worth, in the direction of its kind; never negative,
    /// zero for a zeroing or veto.
    pub min: Points,
    /// The largest amount; equal to `min` where the amount is fixed.
    pub max: Points,
    /// What one of it is: 次, 件, 天.
    pub unit: String,
    /// Whether a deed of several units is worth as many times the amount (11 repairs at 3 are 33).
    pub by_quantity: bool,
    /// At most so much of it a period.
    pub caps: Vec<Cap>,
    /// The category codes that may earn it; empty means all.
    pub categories: Vec<String>,
    /// The ways in which it may be entered.
    pub ways: Vec<Way>,
    /// Whether a photo is needed.
    pub evidence: bool,
    /// Not in use any more: it stays readable, nothing new is entered under it.
    pub retired: bool,
    /// May the layers below narrow it (S2-8)?
    pub narrowable: bool,
    /// What deeds of it are in the statistics of activity (S0-14).
    pub statistic: Option<Statistic>,
}

impl Item {
    /// May a member of this category earn it?
    pub fn is_for(&self, category: &str) -> bool {
        self.categories.is_empty() || self.categories.iter().any(|code| code == category)
    }

    /// May it be entered anew in this way?
    pub fn may_enter(&self, way: Way) -> bool {
        !self.retired && self.ways.contains(&way)
    }

    /// Is the amount, without a sign, one that a deed of one unit may be worth?
    pub fn allows(&self, amount: Points) -> bool {
        self.min <= amount && amount <= self.max
    }

    /// The amount with the sign of the kind.
    pub fn signed(&self, amount: Points) -> Points {
        match self.kind {
            ItemKind::Deduction => -amount,
            ItemKind::Addition | ItemKind::Zeroing | ItemKind::Veto => amount,
        }
    }
}

/// What a deed is in the statistics of activity (S0-14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Statistic {
    /// A volunteer service (志愿服务).
    Service,
    /// A good deed for somebody (好事).
    GoodDeed,
    /// A consultation (技术咨询).
    Consultation,
    /// Anything else.
    Other,
}

impl Statistic {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Service, Self::GoodDeed, Self::Consultation, Self::Other];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::GoodDeed => "good_deed",
            Self::Consultation => "consultation",
            Self::Other => "other",
        }
    }
}

/// What an item does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemKind {
    /// Adds points (加分).
    Addition,
    /// Takes points (扣分).
    Deduction,
    /// Takes everything of the running periods (清零).
    Zeroing,
    /// Takes everything, and keeps out of grades and settlement for the rest of the cycle
    /// (一票否决), S0-12.
    Veto,
}

/// How an item comes into the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// A claimed task (任务领办), S0-3.
    Task,
    /// The member's own declaration (申报), registered by the branch, S2-3.
    Declaration,
    /// Attendance of a meeting, or absence from it (组织生活), S1-4, S4-5.
    Attendance,
    /// Party dues (党费) paid in time or not, S2-4.
    Dues,
    /// The quarterly report (流动党员汇报) of members away, S2-6, S3-2.
    Report,
    /// A post (岗位) or responsibility zone (责任区) checked off for a period, S2-2.
    Post,
    /// An honour (荣誉), S1-4.
    Honour,
    /// An accepted suggestion (意见建议), S3-2.
    Suggestion,
    /// What villagers report (群众反映), weighed by the committee, S2-4.
    VillagerReport,
    /// Training on record (培训): night school, spring and winter training, S4-12.
    Training,
    /// A deed at a host organization, by the member's points card (一卡通), S1-8.
    Card,
    /// Entered by the committee itself.
    Direct,
}

impl Way {
    /// All ways.
    pub const ALL: [Self; 12] = [
        Self::Task,
        Self::Declaration,
        Self::Attendance,
        Self::Dues,
        Self::Report,
        Self::Post,
        Self::Honour,
        Self::Suggestion,
        Self::VillagerReport,
        Self::Training,
        Self::Card,
        Self::Direct,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Declaration => "declaration",
            Self::Attendance => "attendance",
            Self::Dues => "dues",
            Self::Report => "report",
            Self::Post => "post",
            Self::Honour => "honour",
            Self::Suggestion => "suggestion",
            Self::VillagerReport => "villager_report",
            Self::Training => "training",
            Self::Card => "card",
            Self::Direct => "direct",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// A cap: at most so much of one item in one period. Caps trim, they never refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    /// The kind of period.
    pub per: PeriodKind,
    /// The most that counts in it.
    pub limit: Limit,
}

/// The most that counts under a cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// So many points.
    Points(Points),
    /// So many entries; those beyond hold no points.
    Times(u32),
}
