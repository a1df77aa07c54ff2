//! Boards of members (S0-2, S0-8), whole and from SQL.

use xianfeng_domain::Points;
use xianfeng_domain::boards::{Ranked, rank};
use xianfeng_domain::ids::{MemberId, OrganizationId, PersonId};
use xianfeng_domain::rulebook::TieRule;
use xianfeng_domain::time::Day;

use super::query::{Audience, BoardQuery, Position};
use super::scope::{Scope, Tree};
use super::standings::{Standing, standings};
use crate::db::{StoreResult, Tx};

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
    /// Exempt (S2-7)? Never on a listed row.
    pub exempt: bool,
    /// The whole period's total under the branch's rule book; zero without entries.
    pub total: Points,
    /// What was gained.
    pub additions: Points,
    /// What was deducted; zero or below.
    pub deductions: Points,
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
}

/// The whole board: everybody in scope, zero and below included (pitfall 10); exempt members
/// left out. One statement for the rows and three for the tree and its rule books.
///
/// # Errors
/// The database's fault.
pub async fn members_board(tx: &Tx, query: &BoardQuery, today: Day) -> StoreResult<Board> {
    let tree = Tree::load(tx, &query.organization, today).await?;
    board_of(tx, &tree, query, today).await
}

/// The whole board in a tree that is loaded.
pub(super) async fn board_of(tx: &Tx, tree: &Tree, query: &BoardQuery, today: Day) -> StoreResult<Board> {
    let scope = tree.scope(tx, query.period, today).await?;
    let rows = listed(tx, &scope, query, today, None).await?;
    let ties = scope.ties;
    Ok(Board { rows: rank(rows, ties, |row| row.total, |row| (row.roster_order, row.member)), ties })
}

/// The rows that a board lists, in roster order; only those of some members where `only` names
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
