//! The three comparisons in one answer (S0-8): 纵向 with one's own past, 横向 with the peers,
//! 同期 with the same period a year earlier.

use crate::Points;
use crate::time::Period;

/// Where a member stood in a period; "no data" is told apart from zero by its absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The period's total.
    pub total: Points,
    /// The rank in the branch; `None` for who is exempt or out of scope.
    pub branch_rank: Option<u32>,
    /// How many the branch's board lists.
    pub branch_size: u32,
    /// The rank in the township.
    pub township_rank: Option<u32>,
    /// How many the township's board lists.
    pub township_size: u32,
    /// The code of the township's grade (等次); none for who is kept out.
    pub grade: Option<String>,
    /// Kept out of grades by a veto.
    pub kept_out: bool,
}

/// The three comparisons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The period that is compared.
    pub period: Period,
    /// Standing now (横向: rank in the branch, grade in the township).
    pub current: Option<Standing>,
    /// The period before (纵向).
    pub previous: Option<Standing>,
    /// The same period a year earlier (同期).
    pub year_earlier: Option<Standing>,
    /// Gain or loss against the period before; `None` without data on either side.
    pub change: Option<Points>,
    /// Gain or loss against the same period a year earlier.
    pub year_change: Option<Points>,
}

/// Compares, with nothing made up where there is no data.
pub fn compare(
    period: Period,
    current: Option<Standing>,
    previous: Option<Standing>,
    year_earlier: Option<Standing>,
) -> Comparison {
    let against = |other: &Option<Standing>| Some(current.as_ref()?.total - other.as_ref()?.total);
    let (change, year_change) = (against(&previous), against(&year_earlier));
    Comparison { period, current, previous, year_earlier, change, year_change }
}
