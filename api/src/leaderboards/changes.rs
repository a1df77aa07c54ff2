//! How places moved since the period before (pitfall 44), the same on every surface.

use std::collections::HashMap;

use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::boards::{Audience, Board, BoardQuery, branches_board, members_board};
use xianfeng_infra::db::{StoreResult, Tx};

use crate::board::PlaceChange;

/// The ranks of members on the board of the period before; none where that board has no figures.
#[derive(Debug)]
pub(crate) struct PreviousPlaces(Option<HashMap<MemberId, u32>>);

impl PreviousPlaces {
    /// Those before a board.
    pub(crate) async fn load(tx: &Tx, query: &BoardQuery, today: Day) -> StoreResult<Self> {
        let query = BoardQuery { period: query.period.previous(), ..query.clone() };
        Ok(Self::of(&members_board(tx, &query, today).await?))
    }

    /// Those of the period before, whose board is loaded.
    pub(crate) fn of(board: &Board) -> Self {
        Self(has_figures(board).then(|| board.rows.iter().map(|row| (row.row.member, row.rank)).collect()))
    }

    /// How a member's place moved.
    pub(crate) fn change(&self, member: MemberId, rank: u32) -> PlaceChange {
        moved(self.0.as_ref(), &member, rank)
    }
}

/// Has anybody on the board an entry in its period? Before the first one everybody shares the
/// first rank, which is nothing to compare with: no data is told apart from zero.
pub(crate) fn has_figures(board: &Board) -> bool {
    board.rows.iter().any(|row| !row.row.additions.is_zero() || !row.row.deductions.is_zero())
}

/// The ranks of organizations by average in the period before.
#[derive(Debug)]
pub(crate) struct PreviousBranches(Option<HashMap<OrganizationId, u32>>);

impl PreviousBranches {
    /// Those of the organizations under a parent.
    pub(crate) async fn load(
        tx: &Tx,
        parent: &OrganizationPath,
        period: Period,
        audience: Audience,
        today: Day,
    ) -> StoreResult<Self> {
        let board = branches_board(tx, parent, period.previous(), audience, today).await?;
        if board.rows.iter().all(|row| row.row.standing.sum.is_zero()) {
            return Ok(Self(None));
        }
        let counted = board.rows.iter().filter(|row| row.row.standing.counted > 0);
        Ok(Self(Some(counted.map(|row| (row.row.standing.organization, row.rank)).collect())))
    }

    /// How an organization's place moved.
    pub(crate) fn change(&self, organization: OrganizationId, rank: u32) -> PlaceChange {
        moved(self.0.as_ref(), &organization, rank)
    }
}

fn moved<K: std::hash::Hash + Eq>(previous: Option<&HashMap<K, u32>>, who: &K, rank: u32) -> PlaceChange {
    let Some(previous) = previous else { return PlaceChange::Unknown };
    let gained = |before: &u32| i64::from(*before) - i64::from(rank);
    previous.get(who).map_or(PlaceChange::New, |before| PlaceChange::Up(i32::try_from(gained(before)).unwrap_or(0)))
}
