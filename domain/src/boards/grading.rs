//! Grades and colours on one board (S0-8, S4-3): the same on every page, in exports and for whoever
//! asks, since they are given among the township's counted members.

use super::rank::Ranked;
use crate::Points;
use crate::rulebook::{Colour, Grade, GradedPlace, RuleBook};
use crate::time::PeriodKind;

/// What grades and colours are given by: a rule book and a whole board.
#[derive(Clone, Copy, Debug)]
pub struct Grading<'a> {
    book: &'a RuleBook,
    kind: PeriodKind,
    counted: u32,
    lowest: Points,
}

impl<'a> Grading<'a> {
    /// Those of a whole board of a kind of period, best first.
    pub fn of<T>(book: &'a RuleBook, kind: PeriodKind, board: &[Ranked<T>]) -> Self {
        let counted = u32::try_from(board.len()).unwrap_or(u32::MAX);
        let lowest = board.last().map_or(Points::ZERO, |row| row.total);
        Self { book, kind, counted, lowest }
    }

    /// The grade of a row of the board; none without grades for that kind of period.
    pub fn grade(&self, rank: u32, total: Points) -> Option<&'a Grade> {
        self.book.graded(self.kind, self.place(rank, total))
    }

    /// The colour of a row of the board; none without colours for that kind of period.
    pub fn colour(&self, rank: u32, total: Points) -> Option<&'a Colour> {
        let colours = self.book.colours.as_ref().filter(|colours| colours.per == self.kind)?;
        colours.coloured(self.place(rank, total))
    }

    const fn place(&self, rank: u32, total: Points) -> GradedPlace {
        GradedPlace { rank, counted: self.counted, total, lowest: self.lowest }
    }
}
