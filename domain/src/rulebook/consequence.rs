//! Consequences: what the machine brings to the attention of people. It decides nothing
//! (invariant 12).

use crate::Points;
use crate::time::PeriodKind;

/// A consequence: what it takes, and the steps that people may take then (S0-11, S2-5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// Stable code, such as `two_low_quarters`.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// What it takes.
    pub trigger: Trigger,
    /// The kind of period that is looked at.
    pub per: PeriodKind,
    /// In how many such periods in a row, 1 or more.
    pub in_a_row: u32,
    /// The steps, in order, as people read them.
    pub steps: Vec<String>,
    /// The days within which the member is to improve.
    pub deadline_days: Option<u32>,
}

/// What a member's period must look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// Graded with this code.
    Grade(String),
    /// Among the last so many hundredths of the ranking.
    BottomShare(u32),
    /// A total below the base points of the member's category.
    BelowBase,
    /// No addition at all.
    NoAdditions,
    /// Deductions of so many points or more (a positive amount).
    Deductions(Points),
    /// With the periods before it, so many in all, a running total among the last so many
    /// hundredths (S2-5: three years).
    RunningTotal {
        /// How many periods, this one included.
        periods: u32,
        /// The share of the ranking, in hundredths.
        bottom_percent: u32,
    },
}
