//! Boards of organizations, by the average of their members (S0-7).

use std::collections::HashMap;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, FromQueryResult, JoinType};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::boards::{BranchStanding, Ranked, rank_branches};
use xianfeng_domain::editions::EditionRow;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::{Organization, OrganizationKind, OrganizationPath};
use xianfeng_domain::rulebook::TieRule;
use xianfeng_domain::time::{Day, Period};

use super::frozen;
use super::query::Audience;
use super::scope::{Branch, Scope, Tree};
use super::standings::{col, in_scope, join_totals};
use crate::db::{StoreError, StoreResult, Tx};
use crate::editions::Shown;
use crate::members;

/// An organization on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchRow {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrganizationKind,
    /// What its members have together.
    pub standing: BranchStanding,
}

/// A board of organizations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchBoard {
    /// The organizations, best first.
    pub rows: Vec<Ranked<BranchRow>>,
    /// The edition that the figures are of; none for live ones.
    pub edition: Option<Shown>,
}

#[derive(FromQueryResult)]
struct Sum {
    branch_id: Uuid,
    owner_id: Option<Uuid>,
    total: Option<i64>,
}

#[derive(FromQueryResult)]
struct Count {
    branch_id: Uuid,
    members: i64,
}

/// The board of the organizations under a parent: all branches of a township or general branch;
/// right above that, the parent's children. Members who are exempt count in no average; what
/// has no member to count comes last. A closed period is read from the township's latest edition.
/// Two statements for the figures, three for the tree.
///
/// # Errors
/// The database's fault.
pub async fn branches_board(
    tx: &Tx,
    parent: &OrganizationPath,
    period: Period,
    audience: Audience,
    today: Day,
) -> StoreResult<BranchBoard> {
    let tree = Tree::load(tx, parent, today).await?;
    if let Some(shown) = frozen::edition(tx, &tree, period).await? {
        let rows = frozen::rows(tx, &tree, &shown).await?;
        let ties = frozen::ties(tx, &shown).await?;
        return Ok(BranchBoard { rows: ranked(frozen_rows(&tree, &rows, audience), ties), edition: Some(shown) });
    }
    let scope = tree.scope(tx, period, today).await?;
    let (sums, counts) =
        (sums(tx, select_sums(&scope, period, today)).await?, counts(tx, select_counts(&scope, period, today)).await?);
    let mut rows: Vec<BranchRow> = Vec::new();
    let mut places: HashMap<OrganizationId, usize> = HashMap::new();
    for branch in &scope.branches {
        let Some(shown) = tree.compared(&branch.organization) else { continue };
        if audience == Audience::Everyone && tree.is_sensitive(&shown.path) {
            continue;
        }
        let place = *places.entry(shown.id).or_insert_with(|| {
            rows.push(empty(shown, rows.len()));
            rows.len() - 1
        });
        let Some(row) = rows.get_mut(place) else { continue };
        row.standing.sum += sums.get(&key(branch)).copied().unwrap_or_default();
        row.standing.counted += counts.get(&branch.organization.id).copied().unwrap_or_default();
    }
    Ok(BranchBoard { rows: ranked(rows, scope.ties), edition: None })
}

/// The branches of an edition, under their names then.
fn frozen_rows(tree: &Tree, rows: &[EditionRow], audience: Audience) -> Vec<BranchRow> {
    let branches = frozen::by_branch(rows);
    let is_open = |one: &&Organization| audience == Audience::NeedToKnow || !tree.is_sensitive(&one.path);
    let row = |(place, organization): (usize, &Organization)| {
        let (name, counted) = branches.get(&organization.id)?;
        let mut row = empty(organization, place);
        row.name.clone_from(name);
        row.standing.sum = counted.iter().map(|row| row.total).sum();
        row.standing.counted = u32::try_from(counted.len()).unwrap_or(u32::MAX);
        Some(row)
    };
    tree.below_top().filter(is_open).enumerate().filter_map(row).collect()
}

fn ranked(rows: Vec<BranchRow>, ties: TieRule) -> Vec<Ranked<BranchRow>> {
    let mut by_id: HashMap<OrganizationId, BranchRow> =
        rows.iter().map(|row| (row.standing.organization, row.clone())).collect();
    let ranked = rank_branches(rows.into_iter().map(|row| row.standing).collect(), ties).into_iter();
    let full = |row: Ranked<BranchStanding>| {
        let full = by_id.remove(&row.row.organization)?;
        Some(Ranked { rank: row.rank, total: row.total, row: full })
    };
    ranked.filter_map(full).collect()
}

fn key(branch: &Branch) -> (OrganizationId, OrganizationId) {
    (branch.organization.id, branch.owner)
}

/// Without figures; the position is that in the whole tree, not among siblings only.
fn empty(organization: &Organization, place: usize) -> BranchRow {
    BranchRow {
        name: organization.name.clone(),
        kind: organization.kind,
        standing: BranchStanding {
            organization: organization.id,
            position: i64::try_from(place).unwrap_or(i64::MAX),
            sum: Points::ZERO,
            counted: 0,
        },
    }
}

/// Members `m` in scope with their membership `s` who are not exempt.
fn counted(scope: &Scope, period: Period, today: Day) -> SelectStatement {
    let on = col("s", "member_id").eq(col("m", "id"));
    let mut select = Query::select();
    select
        .column((Alias::new("s"), Alias::new("branch_id")))
        .from_as(Alias::new("members"), Alias::new("m"))
        .join_as(JoinType::InnerJoin, Alias::new("memberships"), Alias::new("s"), on)
        .cond_where(in_scope(scope, period, today))
        .and_where(members::exempt_on(members::reference_day(period, today)).not())
        .cond_where(scope.category_counts())
        .group_by_col((Alias::new("s"), Alias::new("branch_id")));
    select
}

fn select_sums(scope: &Scope, period: Period, today: Day) -> SelectStatement {
    let mut select = counted(scope, period, today);
    join_totals(&mut select, scope, period);
    select
        .column((Alias::new("t"), Alias::new("owner_id")))
        // A sum is a DECIMAL on MySQL.
        .expr_as(col("t", "total").sum().cast_as("SIGNED"), Alias::new("total"))
        .group_by_col((Alias::new("t"), Alias::new("owner_id")));
    select
}

fn select_counts(scope: &Scope, period: Period, today: Day) -> SelectStatement {
    let mut select = counted(scope, period, today);
    select.expr_as(Expr::expr(col("m", "id").count_distinct()), Alias::new("members"));
    select
}

async fn sums(tx: &Tx, select: SelectStatement) -> StoreResult<HashMap<(OrganizationId, OrganizationId), Points>> {
    let mut sums = HashMap::new();
    for row in tx.conn().query_all(&select).await? {
        let Sum { branch_id, owner_id: Some(owner), total } = Sum::from_query_result(&row, "")? else { continue };
        let total = Points::from_hundredths(total.unwrap_or_default());
        sums.insert((OrganizationId(branch_id), OrganizationId(owner)), total);
    }
    Ok(sums)
}

async fn counts(tx: &Tx, select: SelectStatement) -> StoreResult<HashMap<OrganizationId, u32>> {
    let mut counts = HashMap::new();
    for row in tx.conn().query_all(&select).await? {
        let Count { branch_id, members } = Count::from_query_result(&row, "")?;
        let members = u32::try_from(members).map_err(|_| StoreError::corrupt("a count of members"))?;
        counts.insert(OrganizationId(branch_id), members);
    }
    Ok(counts)
}
