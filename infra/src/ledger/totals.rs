//! Totals by member, rule-book owner and period.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use xianfeng_domain::Points;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::ledger::{Entry, TotalChange, total_changes};
use xianfeng_domain::time::Period;

use crate::db::{Hundredths, StoreError, StoreResult, Tx};
use crate::entities::member_totals::{ActiveModel, Column, Entity, Model};

/// A member's total of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemberTotal {
    /// The total.
    pub total: Points,
    /// What was gained.
    pub additions: Points,
    /// What was deducted; zero or below.
    pub deductions: Points,
    /// How many entries made it.
    pub entries: i64,
}

impl MemberTotal {
    fn plus(self, change: TotalChange) -> Self {
        Self {
            total: self.total + change.total,
            additions: self.additions + change.additions,
            deductions: self.deductions + change.deductions,
            entries: self.entries + 1,
        }
    }
}

/// Whose total of what.
pub type TotalKey = (MemberId, OrganizationId, Period);

pub(super) async fn add(tx: &Tx, entry: &Entry) -> StoreResult<()> {
    for change in total_changes(entry) {
        let (member, owner, period) = (entry.member.0, entry.draft.owner.0, change.period.to_string());
        let updated = Entity::update_many()
            .col_expr(Column::Total, Expr::col(Column::Total).add(change.total.hundredths()))
            .col_expr(Column::Additions, Expr::col(Column::Additions).add(change.additions.hundredths()))
            .col_expr(Column::Deductions, Expr::col(Column::Deductions).add(change.deductions.hundredths()))
            .col_expr(Column::Entries, Expr::col(Column::Entries).add(1))
            .filter(Column::MemberId.eq(member))
            .filter(Column::OwnerId.eq(owner))
            .filter(Column::Period.eq(period.as_str()))
            .exec(tx.conn())
            .await?;
        if updated.rows_affected > 0 {
            continue;
        }
        // The member's head is locked, so nobody else makes this row meanwhile.
        let row = ActiveModel {
            member_id: ActiveValue::Set(member),
            owner_id: ActiveValue::Set(owner),
            period: ActiveValue::Set(period),
            total: ActiveValue::Set(change.total.into()),
            additions: ActiveValue::Set(change.additions.into()),
            deductions: ActiveValue::Set(change.deductions.into()),
            entries: ActiveValue::Set(1),
        };
        Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// A member's totals in some periods; what has no entry is absent.
///
/// # Errors
/// The database's fault.
pub async fn of_member(
    tx: &Tx,
    member: MemberId,
    owner: OrganizationId,
    periods: &[Period],
) -> StoreResult<HashMap<Period, MemberTotal>> {
    let rows = Entity::find()
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::OwnerId.eq(owner.0))
        .filter(Column::Period.is_in(periods.iter().map(ToString::to_string)))
        .all(tx.conn())
        .await?;
    rows.into_iter().map(|row| Ok((period(&row)?, total(&row)))).collect()
}

/// Everybody's totals of one period under some owners; who has no entry is absent.
///
/// # Errors
/// The database's fault.
pub async fn of_period(
    tx: &Tx,
    owners: &[OrganizationId],
    period: Period,
) -> StoreResult<HashMap<(MemberId, OrganizationId), MemberTotal>> {
    let rows = Entity::find()
        .filter(Column::OwnerId.is_in(owners.iter().map(|owner| owner.0)))
        .filter(Column::Period.eq(period.to_string()))
        .all(tx.conn())
        .await?;
    Ok(rows.iter().map(|row| ((MemberId(row.member_id), OrganizationId(row.owner_id)), total(row))).collect())
}

/// All stored totals of a member, for `verify`.
///
/// # Errors
/// The database's fault.
pub async fn stored(tx: &Tx, member: MemberId) -> StoreResult<HashMap<TotalKey, MemberTotal>> {
    let rows = Entity::find().filter(Column::MemberId.eq(member.0)).all(tx.conn()).await?;
    rows.into_iter().map(|row| Ok(((member, OrganizationId(row.owner_id), period(&row)?), total(&row)))).collect()
}

/// What the totals must be, recomputed from the entries.
pub fn expected<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> HashMap<TotalKey, MemberTotal> {
    let mut totals: HashMap<TotalKey, MemberTotal> = HashMap::new();
    for entry in entries {
        for change in total_changes(entry) {
            let total = totals.entry((entry.member, entry.draft.owner, change.period)).or_default();
            *total = total.plus(change);
        }
    }
    totals
}

pub(crate) fn total(row: &Model) -> MemberTotal {
    let points = |value: Hundredths| Points::from(value);
    MemberTotal {
        total: points(row.total),
        additions: points(row.additions),
        deductions: points(row.deductions),
        entries: row.entries,
    }
}

fn period(row: &Model) -> StoreResult<Period> {
    row.period.parse().map_err(|_| StoreError::corrupt(format!("totals of the period {:?}", row.period)))
}
