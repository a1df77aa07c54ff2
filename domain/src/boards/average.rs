//! Branches are compared by the average points of their members (S0-7).

use super::rank::{Ranked, rank};
use crate::Points;
use crate::ids::OrganizationId;
use crate::rulebook::TieRule;

/// A branch with what its members have together. Exempt members are in neither figure: they drag
/// no average.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchStanding {
    /// The branch.
    pub organization: OrganizationId,
    /// Its place among its siblings, for order inside a rank.
    pub position: i64,
    /// The sum of the totals of the members counted.
    pub sum: Points,
    /// How many members were counted.
    pub counted: u32,
}

impl BranchStanding {
    /// The average, rounded half up to the hundredth; `None` without members.
    pub fn average(&self) -> Option<Points> {
        Points::average(self.sum, self.counted)
    }
}

/// Ranks branches by average; those without a counted member come last, in their order, with
/// the last rank.
pub fn rank_branches(branches: Vec<BranchStanding>, ties: TieRule) -> Vec<Ranked<BranchStanding>> {
    let nobody = Points::from_hundredths(i64::MIN / 2);
    rank(branches, ties, |branch| branch.average().unwrap_or(nobody), |branch| branch.position)
}
