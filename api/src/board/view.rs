//! What the page shows: plain values that the route loads and hands in.

use chrono::{DateTime, Utc};
use xianfeng_domain::Points;
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::time::{Day, Period};

/// One organization's board for one period.
#[derive(Clone, Debug)]
pub struct BoardView {
    /// The organization's id.
    pub id: uuid::Uuid,
    /// The organization's name.
    pub organization: String,
    /// What kind of board it is.
    pub level: Level,
    /// The committee above, for the way up and the comparison.
    pub above: Option<Above>,
    /// The period shown.
    pub period: Period,
    /// Today in Asia/Shanghai: says how many days are left and which links lead nowhere yet.
    pub today: Day,
    /// The first day with data; no link leads to a period before it.
    pub data_from: Option<Day>,
    /// Whether these are live figures or a published edition.
    pub standing: Standing,
    /// When the figures were read.
    pub as_of: DateTime<Utc>,
    /// The level at which [`Row::name`] has already been cut down.
    pub names: DisplayLevel,
    /// Members counted (参评党员): those in scope and not exempt.
    pub counted: u32,
    /// The sum of their totals.
    pub total: Points,
    /// The average a member; `None` where there is nobody to average.
    pub average: Option<Points>,
    /// All members in scope, in order of rank.
    pub rows: Vec<Row>,
    /// The branches by average (S0-7), in order of rank; empty on a branch's board.
    pub branches: Vec<BranchRow>,
    /// The absolute public address of this page, for print and QR code.
    pub public_url: String,
    /// How points are earned and lost: the rule book in short.
    pub items: Vec<Item>,
    /// How to object, one plain sentence of the organization's own: whom to tell, where, until when.
    pub objection: String,
}

/// The kind of organization that a board belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A township committee: compares branches, then lists all members.
    Township,
    /// A branch: lists its members.
    Branch,
}

/// The committee above a branch.
#[derive(Clone, Debug)]
pub struct Above {
    /// Its name.
    pub name: String,
    /// The path of its board.
    pub path: String,
    /// The average a member there.
    pub average: Option<Points>,
}

/// How far the figures can be relied on.
#[derive(Clone, Debug)]
pub enum Standing {
    /// Live figures that still change (invariant 12).
    Provisional,
    /// A published, frozen edition (公示).
    Edition {
        /// Its number within the period, from 1.
        number: u32,
        /// The day it was published.
        published_on: Day,
        /// The last day to object; `None` once the edition is final.
        objections_until: Option<Day>,
        /// The beginning of its hash, to compare with the ledger.
        fingerprint: String,
    },
}

/// One member's line.
#[derive(Clone, Debug)]
pub struct Row {
    /// The line's number: unique on the board, where masked names are not.
    pub number: u32,
    /// The rank; equal totals share one.
    pub rank: u32,
    /// The name as the public may see it; `None` at [`DisplayLevel::NumberOnly`].
    pub name: Option<String>,
    /// The category (类别); `None` where it is sensitive.
    pub category: Option<String>,
    /// The total of the period.
    pub total: Points,
    /// The sum of additions (加分), zero or more.
    pub additions: Points,
    /// The sum of deductions (扣分), zero or less.
    pub deductions: Points,
    /// Against the period before.
    pub change: PlaceChange,
}

/// One branch's line in the comparison.
#[derive(Clone, Debug)]
pub struct BranchRow {
    /// The rank by average; `None` for a branch without members counted.
    pub rank: Option<u32>,
    /// The branch's name.
    pub name: String,
    /// The path of its own board.
    pub path: String,
    /// Members counted.
    pub counted: u32,
    /// The average a member; `None` where there is nobody to average: not the same as zero.
    pub average: Option<Points>,
    /// Against the period before.
    pub change: PlaceChange,
}

/// How a place moved since the period before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceChange {
    /// There is no earlier period to compare with.
    Unknown,
    /// Not on the board in the period before.
    New,
    /// So many places up; negative is down, zero the same place.
    Up(i32),
}

/// One item of the rule book in short.
#[derive(Clone, Debug)]
pub struct Item {
    /// The item's name.
    pub name: String,
    /// What it is worth, in words: `每次加1分`, `清零`.
    pub worth: String,
    /// Does it take points away?
    pub takes: bool,
}
