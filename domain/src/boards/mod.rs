//! Boards (排行榜): ranking, averages and comparison.

mod average;
mod comparison;
mod findings;
mod grading;
mod place;
mod rank;

pub use average::{BranchStanding, rank_branches};
pub use comparison::{Comparison, Standing, compare};
pub use findings::{Figures, Finding, Found, PeriodFigures, RunningPlace, RunningTotals, findings, periods_needed};
pub use grading::Grading;
pub use place::{Place, place_of};
pub use rank::{Ranked, rank};
