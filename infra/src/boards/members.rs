//! Boards of members (S0-2, S0-8), whole and from SQL.

use xianfeng_domain::Points;
use xianfeng_domain::boards::{Ranked, rank};
use xianfeng_domain::ids::{MemberId, OrganizationId, PersonId};
use xianfeng_domain::rulebook::TieRule;
use xianfeng_domain::time::Day;

use super::frozen;
use super::query::{Audience, BoardQuery, Position};
use super::scope::{Scope, Tree};
use super::standings::{Standing, standings};
use crate::db::{StoreResult, Tx};
use crate::editions::Shown;

/// A member on a board, in the branch and category of the period's last day (invariant 8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRow {
    /// The member.
    pub member: MemberId,
    /// The person.
    pub person: PersonId,
    /// The name, in full: the caller masks it.
    pub name: String,
    /// The order of the roster, and inside a rank.
    pub roster_order: i64,
    /// The branch.
    pub branch: OrganizationId,
    /// Its name.
    pub branch_name: String,
    /// The category's code.
    pub category: String,
    /// Whose totals count there.
    pub owner: OrganizationId,
    /// Exempt (S2-7)? Never on a listed row.
    pub exempt: bool,
    /// The whole period's total under the branch's rule book; zero without entries.
    pub total: Points,
    /// What was gained.
    pub additions: Points,
    /// What was deducted; zero or below.
    pub deductions: Points,
    /// What the edition says beside the figures; none on a live board.
    pub frozen: Option<Frozen>,
}

/// What stands on an edition's row beside the figures. A later edition alone changes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The grade's code.
    pub grade: Option<String>,
    /// The colour's code.
    pub colour: Option<String>,
    /// Kept out of grades and settlement by a veto (S0-12).
    pub kept_out: bool,
}

impl BoardRow {
    /// Where the row stands in a board's order.
    pub fn position(&self) -> Position {
        Position { total: self.total, roster_order: self.roster_order, member: self.member }
    }
}

/// A whole board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Everybody whom it lists, best first.
    pub rows: Vec<Ranked<BoardRow>>,
    /// How equal totals were ranked.
    pub ties: TieRule,
    /// The edition that the rows are of; none for live figures.
    pub edition: Option<Shown>,
}

/// The whole board: everybody in scope, zero and below included (pitfall 10); exempt members
/// left out. The board of a closed period is that of its latest edition, whatever happened since
/// (pitfall 18); names alone are today's. One statement for the rows and three for the tree and its
/// rule books.
///
/// # Errors
/// The database's fault.
pub async fn members_board(tx: &Tx, query: &BoardQuery, today: Day) -> StoreResult<Board> {
    let tree = Tree::load(tx, &query.organization, today).await?;
    board_of(tx, &tree, query, today).await
}

/// The whole board in a tree that is loaded.
pub(super) async fn board_of(tx: &Tx, tree: &Tree, query: &BoardQuery, today: Day) -> StoreResult<Board> {
    if let Some(board) = frozen::board(tx, tree, query).await? {
        return Ok(board);
    }
    let scope = tree.scope(tx, query.period, today).await?;
    let rows = listed(tx, &scope, query, today, None).await?;
    let ties = scope.ties;
    Ok(Board::of(rows, ties, None))
}

impl Board {
    /// Ranks rows: the same rule for live figures and for those of an edition.
    pub(super) fn of(rows: Vec<BoardRow>, ties: TieRule, edition: Option<Shown>) -> Self {
        Self { rows: rank(rows, ties, |row| row.total, |row| (row.roster_order, row.member)), ties, edition }
    }
}

/// The rows that a live board lists, in roster order; only those of some members where `only` names
/// them.
pub(super) async fn listed(
    tx: &Tx,
    scope: &Scope,
    query: &BoardQuery,
    today: Day,
    only: Option<&[MemberId]>,
) -> StoreResult<Vec<BoardRow>> {
    let found = standings(tx, scope, query.period, today, only).await?;
    Ok(found.into_iter().filter(|standing| lists(query, standing)).map(|standing| standing.row).collect())
}

fn lists(query: &BoardQuery, standing: &Standing<'_>) -> bool {
    let row = &standing.row;
    let shown = query.audience == Audience::NeedToKnow || !standing.is_sensitive();
    let in_category = query.category.as_ref().is_none_or(|category| *category == row.category);
    shown && in_category && !row.exempt
}
