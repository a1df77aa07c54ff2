//! Boards of closed periods: the rows of the township's latest edition (pitfalls 16 and 18). A transfer,
//! another category, another name of a branch that is recorded later does not show; what changes a
//! closed period makes a next edition.

use std::collections::{HashMap, HashSet};

use xianfeng_domain::editions::EditionRow;
use xianfeng_domain::ids::{MemberId, OrganizationId, PersonId};
use xianfeng_domain::rulebook::TieRule;
use xianfeng_domain::time::Period;

use super::books;
use super::members::{Board, BoardRow, Frozen};
use super::query::{Audience, BoardQuery};
use super::scope::Tree;
use crate::db::{StoreError, StoreResult, Tx};
use crate::editions::{self, Shown};
use crate::members;

/// The edition that answers for a period; none while it is open, and above the townships.
pub(super) async fn edition(tx: &Tx, tree: &Tree, period: Period) -> StoreResult<Option<Shown>> {
    match tree.township() {
        Some(township) => editions::shown_of(tx, township.id, period).await,
        None => Ok(None),
    }
}

/// The rows of an edition under the top of a tree, the branches that lie there today.
pub(super) async fn rows(tx: &Tx, tree: &Tree, shown: &Shown) -> StoreResult<Vec<EditionRow>> {
    let mut rows = editions::rows(tx, shown.stored.edition.id).await?;
    if !tree.township().is_some_and(|township| tree.is_top(township)) {
        let below: HashSet<OrganizationId> = tree.below_top().map(|one| one.id).collect();
        rows.retain(|row| below.contains(&row.branch));
    }
    Ok(rows)
}

/// How the edition ranks equal totals.
pub(super) async fn ties(tx: &Tx, shown: &Shown) -> StoreResult<TieRule> {
    Ok(books::read(tx, shown.stored.edition.rule_book).await?.ties)
}

/// The board of a closed period; none while it is open.
pub(super) async fn board(tx: &Tx, tree: &Tree, query: &BoardQuery) -> StoreResult<Option<Board>> {
    let Some(shown) = edition(tx, tree, query.period).await? else { return Ok(None) };
    let mut rows = rows(tx, tree, &shown).await?;
    rows.retain(|row| lists(query, row));
    let mut persons = members::persons_of(tx, rows.iter().map(|row| row.member)).await?;
    let named = |row: EditionRow| {
        let person = persons.remove(&row.member);
        // Members are never deleted; a name may be erased, and then is none.
        let (person, name) = person.ok_or_else(|| StoreError::corrupt(format!("member {} is gone", row.member)))?;
        Ok(board_row(row, person, name))
    };
    let rows = rows.into_iter().map(named).collect::<StoreResult<Vec<BoardRow>>>()?;
    let ties = ties(tx, &shown).await?;
    Ok(Some(Board::of(rows, ties, Some(shown))))
}

/// The sums and heads of the members who count, by branch, with the branch's name then.
pub(super) fn by_branch(rows: &[EditionRow]) -> HashMap<OrganizationId, (String, Vec<&EditionRow>)> {
    let mut branches: HashMap<OrganizationId, (String, Vec<&EditionRow>)> = HashMap::new();
    for row in rows {
        let branch = branches.entry(row.branch).or_insert_with(|| (row.branch_name.clone(), Vec::new()));
        if !row.exempt {
            branch.1.push(row);
        }
    }
    branches
}

fn lists(query: &BoardQuery, row: &EditionRow) -> bool {
    let shown = query.audience == Audience::NeedToKnow || !row.sensitive;
    let in_category = query.category.as_ref().is_none_or(|category| *category == row.category);
    shown && in_category && !row.exempt
}

fn board_row(row: EditionRow, person: PersonId, name: String) -> BoardRow {
    let member: MemberId = row.member;
    BoardRow {
        member,
        person,
        name,
        roster_order: row.roster_order,
        branch: row.branch,
        branch_name: row.branch_name,
        category: row.category,
        owner: row.owner,
        exempt: row.exempt,
        total: row.total,
        additions: row.additions,
        deductions: row.deductions,
        frozen: Some(Frozen { grade: row.grade, colour: row.colour, kept_out: row.kept_out }),
    }
}
