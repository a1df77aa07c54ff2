//! Base points (基础分): S0-6, S2-1.

use crate::Points;
use crate::time::PeriodKind;

/// Base points (基础分): granted once a period to everyone in scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// How many, unless the category says otherwise.
    pub points: Points,
    /// The kind of period that they belong to; they show in the boards of that kind and longer.
    pub per: PeriodKind,
    /// What joiners in the middle of a period get.
    pub joiners: Joiners,
    /// What leavers in the middle of a period keep.
    pub leavers: Leavers,
    /// Other amounts by category code.
    pub by_category: Vec<(String, Points)>,
}

/// What somebody who joins in the middle of a period gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joiners {
    /// The share of the days left.
    ProRata,
    /// All of it.
    Full,
    /// Nothing before the next period.
    Nothing,
}

/// What somebody who leaves in the middle of a period keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leavers {
    /// The share of the days that they belonged.
    ProRata,
    /// All of it.
    Keep,
}

impl Base {
    /// The base points of a category.
    pub fn for_category(&self, category: &str) -> Points {
        self.by_category.iter().find(|(code, _)| code == category).map_or(self.points, |(_, points)| *points)
    }
}
