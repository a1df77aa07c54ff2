//! The rows behind every board: where members stand for a period, with their totals.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, SelectStatement};
use sea_orm::{ConnectionTrait, FromQueryResult, JoinType};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::members::Member;
use xianfeng_domain::time::{Day, Period};

use super::members::BoardRow;
use super::scope::{Branch, Scope};
use crate::db::{StoreResult, Tx};
use crate::members;

/// A member in scope, listed or not.
#[derive(Clone, Debug)]
pub(super) struct Standing<'a> {
    /// The row, as it would be listed.
    pub(super) row: BoardRow,
    /// The branch.
    pub(super) branch: &'a Branch,
}

impl Standing<'_> {
    /// Kept from what everybody sees?
    pub(super) fn is_sensitive(&self) -> bool {
        self.branch.hides(&self.row.category)
    }
}

#[derive(FromQueryResult)]
struct Totals {
    owner_id: Option<Uuid>,
    total: Option<i64>,
    additions: Option<i64>,
    deductions: Option<i64>,
}

pub(super) fn col(table: &'static str, column: &'static str) -> Expr {
    Expr::col((Alias::new(table), Alias::new(column)))
}

/// Adds the totals `t` of the period to members `m`: a row for each owner that has one, and one
/// without where there is none.
pub(super) fn join_totals(select: &mut SelectStatement, scope: &Scope, period: Period) {
    let on = Cond::all()
        .add(col("t", "member_id").eq(col("m", "id")))
        .add(col("t", "period").eq(period.to_string()))
        .add(col("t", "owner_id").is_in(scope.owners().into_iter().map(|owner| owner.0)));
    select.join_as(JoinType::LeftJoin, Alias::new("member_totals"), Alias::new("t"), on);
}

/// The memberships of a period that lie in scope.
pub(super) fn in_scope(scope: &Scope, period: Period, today: Day) -> Cond {
    let branches = scope.branches.iter().map(|branch| branch.organization.id.0);
    Cond::all().add(members::for_period(period, today)).add(col("s", "branch_id").is_in(branches))
}

/// Everybody in scope with the period's total by the branch's owner, zero where there is none;
/// only some members where `only` names them. One statement.
pub(super) async fn standings<'a>(
    tx: &Tx,
    scope: &'a Scope,
    period: Period,
    today: Day,
    only: Option<&[MemberId]>,
) -> StoreResult<Vec<Standing<'a>>> {
    let mut select = members::select(members::reference_day(period, today));
    join_totals(&mut select, scope, period);
    for column in ["owner_id", "total", "additions", "deductions"] {
        select.column((Alias::new("t"), Alias::new(column)));
    }
    select.cond_where(in_scope(scope, period, today));
    if let Some(only) = only {
        select.and_where(col("m", "id").is_in(only.iter().map(|member| member.0)));
    }
    let branches = scope.by_id();
    let mut found: BTreeMap<(i64, MemberId), Standing<'a>> = BTreeMap::new();
    for row in tx.conn().query_all(&select).await? {
        let member = members::member(&row)?;
        let Some(branch) = branches.get(&member.standing.branch).copied() else { continue };
        let totals = Totals::from_query_result(&row, "")?;
        let standing = found
            .entry((member.roster_order, member.id))
            .or_insert_with(|| Standing { row: without_totals(member, branch), branch });
        if totals.owner_id == Some(branch.owner.0) {
            let points = |value: Option<i64>| Points::from_hundredths(value.unwrap_or_default());
            standing.row.total = points(totals.total);
            standing.row.additions = points(totals.additions);
            standing.row.deductions = points(totals.deductions);
        }
    }
    Ok(found.into_values().collect())
}

fn without_totals(member: Member, branch: &Branch) -> BoardRow {
    let exempt = branch.exempts(member.standing.exempt, &member.standing.category);
    BoardRow {
        member: member.id,
        person: member.person,
        name: member.name,
        roster_order: member.roster_order,
        branch: member.standing.branch,
        branch_name: member.standing.branch_name,
        category: member.standing.category,
        owner: branch.owner,
        exempt,
        total: Points::ZERO,
        additions: Points::ZERO,
        deductions: Points::ZERO,
        frozen: None,
    }
}
