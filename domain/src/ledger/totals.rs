//! Totals: what an entry changes in which period (invariant 3).

use super::entry::{Entry, EntryKind};
use crate::Points;
use crate::time::Period;

/// What one entry changes in one period's totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TotalChange {
    /// The period.
    pub period: Period,
    /// To the total.
    pub total: Points,
    /// To the sum of what was gained: base, additions, and their corrections.
    pub additions: Points,
    /// To the sum of what was deducted (negative), and its corrections.
    pub deductions: Points,
}

/// The totals that an entry changes: month, quarter and year of its counting day; a scoped entry
/// those of its scope's kind and longer, so that a yearly base is in the year's board and not in
/// January's.
pub fn total_changes(entry: &Entry) -> Vec<TotalChange> {
    let points = entry.draft.points;
    let lost = entry.draft.is_lost(points);
    let (additions, deductions) = if lost { (Points::ZERO, points) } else { (points, Points::ZERO) };
    Period::all_containing(entry.counts_on)
        .into_iter()
        .filter(|period| entry.draft.scope.is_none_or(|scope| period.kind() >= scope.kind()))
        .map(|period| TotalChange { period, total: points, additions, deductions })
        .collect()
}

impl Entry {
    /// Does it count in a period's total?
    pub fn counts_in(&self, period: Period) -> bool {
        let scoped = self.draft.scope.is_none_or(|scope| period.kind() >= scope.kind());
        scoped && period.contains(self.counts_on)
    }
}

impl super::Draft {
    /// Does the entry belong to the deductions? By the sign of what was asked: the reversal of a
    /// deduction makes the deductions smaller, not the additions larger. Zeroings and their
    /// liftings always do: what was gained stays told as it was gained.
    fn is_lost(&self, points: Points) -> bool {
        let asked = match self.kind {
            EntryKind::Zeroing | EntryKind::Veto | EntryKind::Lifting => return true,
            EntryKind::Reversal => -self.asked,
            _ => self.asked,
        };
        if asked.is_zero() { points.is_negative() } else { asked.is_negative() }
    }
}
