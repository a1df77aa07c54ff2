//! What a reader gets of a board: a page of it, or the own place.

use chrono::{DateTime, Utc};
use xianfeng_domain::Points;
use xianfeng_domain::boards::{Ranked, place_of};
use xianfeng_domain::ids::MemberId;

use super::members::{Board, BoardRow};
use super::query::Position;
use crate::editions::Shown;

/// A page of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardPage {
    /// The rows, best first; their ranks are those of the whole board.
    pub rows: Vec<Ranked<BoardRow>>,
    /// After which row the next page begins; none on the last page.
    pub next: Option<Position>,
    /// How many the whole board lists.
    pub size: u32,
    /// What was written until then is in it.
    pub as_of: DateTime<Utc>,
    /// The edition that the figures are of; none for live ones.
    pub edition: Option<Shown>,
}

/// A member's own place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPlace {
    /// The place; none for who is not listed: exempt, out of scope, elsewhere, or sensitive where
    /// everybody looks.
    pub place: Option<Placed>,
    /// How many the board lists.
    pub size: u32,
    /// What was written until then is in it.
    pub as_of: DateTime<Utc>,
    /// The edition that the figures are of; none for live ones.
    pub edition: Option<Shown>,
}

/// A place on a board with what is near (pitfall 44).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The own row.
    pub row: Ranked<BoardRow>,
    /// The own row and those around it, best first.
    pub neighbours: Vec<Ranked<BoardRow>>,
    /// What is missing to share the next better rank; none at the top.
    pub gap_to_next: Option<Points>,
    /// The rank on the same board of the period before; none without a place there.
    pub previous_rank: Option<u32>,
}

impl Placed {
    /// How many places the member has gained since the period before; negative for a loss.
    pub fn change(&self) -> Option<i64> {
        Some(i64::from(self.previous_rank?) - i64::from(self.row.rank))
    }
}

impl Board {
    /// How many it lists.
    pub fn size(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// The page after a position, or the first. Where the row at the position has moved since,
    /// the page begins where it would have stood.
    pub fn page(&self, after: Option<Position>, limit: u32, as_of: DateTime<Utc>) -> BoardPage {
        let passed = |row: &Ranked<BoardRow>| after.is_some_and(|after| row.row.position().key() <= after.key());
        let start = self.rows.partition_point(passed);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let rows: Vec<_> = self.rows.iter().skip(start).take(limit).cloned().collect();
        let is_last = start + rows.len() >= self.rows.len();
        let next = rows.last().filter(|_| !is_last).map(|last| last.row.position());
        BoardPage { rows, next, size: self.size(), as_of, edition: self.edition.clone() }
    }

    /// The rank of a member, if listed.
    pub fn rank_of(&self, member: MemberId) -> Option<u32> {
        self.rows.iter().find(|row| row.row.member == member).map(|row| row.rank)
    }

    /// The place of a member with so many rows on either side; the rank of the period before is
    /// on that period's board.
    pub fn place(&self, member: MemberId, around: u32, previous_rank: Option<u32>) -> Option<Placed> {
        let around = usize::try_from(around).unwrap_or(usize::MAX);
        let place = place_of(&self.rows, around, |row| row.member == member)?;
        Some(Placed {
            row: self.rows.get(place.index)?.clone(),
            neighbours: self.rows.get(place.neighbours)?.to_vec(),
            gap_to_next: place.gap_to_next,
            previous_rank,
        })
    }
}
