//! A member's own place: neighbours and the gap to the next (pitfall 44).

use super::rank::Ranked;
use crate::Points;

/// A place on a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The index of the row in the ranked list.
    pub index: usize,
    /// What is missing to share the next better rank; `None` at the top.
    pub gap_to_next: Option<Points>,
    /// The range of rows to show: the own row and `around` on either side.
    pub neighbours: std::ops::Range<usize>,
}

/// Finds the place of the row for which `is_own` holds.
pub fn place_of<T>(ranked: &[Ranked<T>], around: usize, is_own: impl Fn(&T) -> bool) -> Option<Place> {
    let index = ranked.iter().position(|row| is_own(&row.row))?;
    let own = ranked.get(index)?;
    let gap_to_next =
        ranked.iter().take(index).rev().find(|row| row.total > own.total).map(|row| row.total - own.total);
    let neighbours = index.saturating_sub(around)..ranked.len().min(index + around + 1);
    Some(Place { index, gap_to_next, neighbours })
}
