//! Who belongs to a grid, dated.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, GridId, MemberId};
use xianfeng_domain::time::Day;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::grid_members::{ActiveModel, Column, Entity};
use crate::entities::grids;

/// The grid that a member belongs to at present, and since when.
///
/// # Errors
/// The database's fault.
pub async fn present(tx: &Tx, member: MemberId) -> StoreResult<Option<(GridId, Day)>> {
    let row = Entity::find().filter(Column::ActiveKey.eq(key(member))).one(tx.conn()).await?;
    Ok(row.map(|row| (GridId(row.grid_id), row.from_day)))
}

/// Lets a member belong to a grid from a day on; what they belonged to, `before`, ends there.
///
/// # Errors
/// [`StoreError::Race`] when the member was placed meanwhile.
pub async fn place(
    tx: &Tx,
    member: MemberId,
    before: Option<(GridId, Day)>,
    grid: GridId,
    from: Day,
    by: AccountId,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    if let Some((before, since)) = before {
        let ended = Entity::update_many()
            .col_expr(Column::ToDay, Expr::value(from))
            .col_expr(Column::ActiveKey, Expr::value(None::<Vec<u8>>))
            .filter(Column::ActiveKey.eq(key(member)))
            .filter(Column::GridId.eq(before.0))
            .filter(Column::FromDay.eq(since))
            .exec(tx.conn())
            .await?;
        if ended.rows_affected != 1 {
            return Err(StoreError::Race("a member's grid"));
        }
    }
    let row = ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        member_id: ActiveValue::Set(member.0),
        grid_id: ActiveValue::Set(grid.0),
        active_key: ActiveValue::Set(Some(key(member))),
        from_day: ActiveValue::Set(from),
        to_day: ActiveValue::Set(None),
        recorded_by: ActiveValue::Set(by.0),
        recorded_at: ActiveValue::Set(now.into()),
    };
    match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Err(StoreError::Duplicate) => Err(StoreError::Race("a member's grid")),
        Err(error) => Err(error),
        Ok(_) => Ok(()),
    }
}

/// Who belongs to some grids on a day, by id: themselves, not through a micro-grid.
///
/// # Errors
/// The database's fault.
pub async fn belonging(tx: &Tx, grids: &[GridId], day: Day) -> StoreResult<Vec<(GridId, MemberId)>> {
    let rows = Entity::find()
        .filter(Column::GridId.is_in(grids.iter().map(|id| id.0)))
        .filter(on(day))
        .order_by(Column::MemberId, Order::Asc)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (GridId(row.grid_id), MemberId(row.member_id))).collect())
}

/// As [`belonging`], as it was known at an instant: what was recorded later, even for an earlier day,
/// does not show. For closed periods, whose figures do not change either.
///
/// # Errors
/// The database's fault.
pub async fn belonging_as_known(
    tx: &Tx,
    grids: &[GridId],
    day: Day,
    known_at: DateTime<Utc>,
) -> StoreResult<Vec<(GridId, MemberId)>> {
    let known = Condition::all().add(Column::FromDay.lte(day)).add(Column::RecordedAt.lte(Moment::from(known_at)));
    let members = Entity::find()
        .select_only()
        .column(Column::MemberId)
        .filter(Column::GridId.is_in(grids.iter().map(|id| id.0)))
        .filter(known.clone())
        .into_query();
    let rows = Entity::find()
        .filter(Column::MemberId.in_subquery(members))
        .filter(known)
        .order_by(Column::MemberId, Order::Asc)
        .order_by(Column::FromDay, Order::Asc)
        .all(tx.conn())
        .await?;
    // A member's grids follow each other without a gap: the last that was known is the one.
    let last: BTreeMap<MemberId, GridId> =
        rows.into_iter().map(|row| (MemberId(row.member_id), GridId(row.grid_id))).collect();
    Ok(last.into_iter().filter(|(_, grid)| grids.contains(grid)).map(|(member, grid)| (grid, member)).collect())
}

/// The grid that a member belongs to on a day, and the one that it is a part of.
///
/// # Errors
/// The database's fault.
pub async fn of_member(tx: &Tx, member: MemberId, day: Day) -> StoreResult<Vec<GridId>> {
    let row = Entity::find().filter(Column::MemberId.eq(member.0)).filter(on(day)).one(tx.conn()).await?;
    let Some(row) = row else { return Ok(Vec::new()) };
    let grid = grids::Entity::find_by_id(row.grid_id).one(tx.conn()).await?;
    let around = grid.and_then(|grid| grid.parent_id);
    Ok(std::iter::once(row.grid_id).chain(around).map(GridId).collect())
}

fn on(day: Day) -> Condition {
    let lasts = Condition::any().add(Column::ToDay.is_null()).add(Column::ToDay.gt(day));
    Condition::all().add(Column::FromDay.lte(day)).add(lasts)
}

fn key(member: MemberId) -> Vec<u8> {
    member.0.as_bytes().to_vec()
}
