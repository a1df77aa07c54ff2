//! A row of an edition.

use crate::Points;
use crate::ids::{MemberId, OrganizationId};
use crate::ledger::Digest;

/// A member's result. It holds no name: names are kept apart, so that they can be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionRow {
    /// The member.
    pub member: MemberId,
    /// The branch on the period's last day; a leaver's on their last.
    pub branch: OrganizationId,
    /// Its name then.
    pub branch_name: String,
    /// The category's code.
    pub category: String,
    /// The owner of the rule book whose totals count.
    pub owner: OrganizationId,
    /// The order of the roster, and inside a rank.
    pub roster_order: i64,
    /// Exempt (S2-7): has no place and no grade, and drags no average.
    pub exempt: bool,
    /// Kept from what everybody sees: a sensitive category or organization (invariant 11).
    pub sensitive: bool,
    /// Kept out of grades and settlement by a veto (S0-12).
    pub kept_out: bool,
    /// The period's total.
    pub total: Points,
    /// What was gained, base points included.
    pub additions: Points,
    /// What was deducted; zero or below.
    pub deductions: Points,
    /// The place of the last entry in the member's chain when the row was frozen.
    pub seq: u64,
    /// The chain's hash there.
    pub hash: Digest,
    /// The place among all who count; none for who is exempt.
    pub places: Option<Places>,
    /// The place among those whom everybody sees; none for who is exempt or sensitive.
    pub public: Option<Places>,
    /// The grade's code.
    pub grade: Option<String>,
    /// The colour's code (S4-3).
    pub colour: Option<String>,
}

/// Where a row stands, in the township and in its branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    /// The row's number in the township's list, from 1: masked names collide, numbers do not.
    pub number: u32,
    /// The rank in the township.
    pub rank: u32,
    /// The row's number in the branch's list.
    pub branch_number: u32,
    /// The rank in the branch.
    pub branch_rank: u32,
}
