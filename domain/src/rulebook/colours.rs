//! The blue, yellow and red board (蓝黄红榜), S4-3.

use super::grade::{GradedPlace, Threshold, reached};
use crate::Points;
use crate::time::PeriodKind;

/// The colour board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColourBoard {
    /// The kind of period that it is made for.
    pub per: PeriodKind,
    /// Its colours, best first.
    pub colours: Vec<Colour>,
}

/// One colour of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colour {
    /// `blue`, `yellow` or `red`.
    pub code: String,
    /// Name for people, such as `蓝榜`.
    pub name: String,
    /// Down to where it reaches.
    pub threshold: Threshold,
    /// Shown to everybody. The red board is private unless the adopted book says otherwise
    /// (invariant 11).
    pub public: bool,
}

impl ColourBoard {
    /// The colour of a place.
    pub fn colour(&self, rank: u32, counted: u32, total: Points) -> Option<&Colour> {
        self.colours.iter().find(|colour| colour.threshold.holds(rank, counted, total))
    }

    /// The colour of a place on a whole board: by share the best takes more than the lowest total.
    pub fn coloured(&self, place: GradedPlace) -> Option<&Colour> {
        reached(&self.colours, |colour| colour.threshold, place)
    }
}
