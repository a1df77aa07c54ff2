//! Funds: rows in, domain values out.

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use xianfeng_domain::access::Reach;
use xianfeng_domain::funds::{Fund, FundStep};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::OrganizationPath;

use crate::db::{StoreResult, Tx};
use crate::entities::funds::{ActiveModel, Column, Entity, Model};
use crate::entities::organizations;
use crate::reach::within;

/// Takes the fund's turn, and makes the fund where the organization has none.
///
/// # Errors
/// The database's fault.
pub async fn open(tx: &Tx, organization: OrganizationId) -> StoreResult<()> {
    let row = ActiveModel {
        organization_id: ActiveValue::Set(organization.0),
        allotted_fen: ActiveValue::Set(0),
        committed_fen: ActiveValue::Set(0),
        spent_fen: ActiveValue::Set(0),
        lapsed_fen: ActiveValue::Set(0),
    };
    let keep = OnConflict::column(Column::OrganizationId)
        .value(Column::AllottedFen, Expr::col((Entity, Column::AllottedFen)).add(0))
        .to_owned();
    Entity::insert(row).on_conflict(keep).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Takes one step of so many fen, if the part that they come from holds them; says whether. This, not
/// what was read before, is what keeps a settlement within its fund.
///
/// # Errors
/// The database's fault.
pub async fn step(tx: &Tx, organization: OrganizationId, step: FundStep, fen: i64) -> StoreResult<bool> {
    let column = Expr::col;
    let used = column(Column::CommittedFen).add(column(Column::SpentFen)).add(column(Column::LapsedFen));
    let available = column(Column::AllottedFen).gte(used.add(fen));
    let promised = column(Column::CommittedFen).gte(fen);
    let spent = column(Column::SpentFen).gte(fen);
    let grow = |column: Column| (column, Expr::col(column).add(fen));
    let shrink = |column: Column| (column, Expr::col(column).sub(fen));
    let (changes, condition) = match step {
        FundStep::Allot => (vec![grow(Column::AllottedFen)], None),
        FundStep::Commit => (vec![grow(Column::CommittedFen)], Some(available)),
        FundStep::Lapse => (vec![grow(Column::LapsedFen)], Some(available)),
        FundStep::Release => (vec![shrink(Column::CommittedFen)], Some(promised)),
        FundStep::Refund => (vec![shrink(Column::SpentFen), grow(Column::CommittedFen)], Some(spent)),
        FundStep::Spend => (vec![shrink(Column::CommittedFen), grow(Column::SpentFen)], Some(promised)),
    };
    let mut update = Entity::update_many().filter(Column::OrganizationId.eq(organization.0));
    for (column, value) in changes {
        update = update.col_expr(column, value);
    }
    if let Some(condition) = condition {
        update = update.filter(condition);
    }
    Ok(update.exec(tx.conn()).await?.rows_affected == 1)
}

/// An organization's fund, if it has one. What a village has is posted on its notice board; the caller
/// sees to it that the organization may be shown.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, organization: OrganizationId) -> StoreResult<Option<Fund>> {
    Ok(Entity::find_by_id(organization.0).one(tx.conn()).await?.map(|row| fund(&row)))
}

/// The funds of what lies under a path and within reach, in the order of ids after `after`.
///
/// # Errors
/// The database's fault.
pub async fn within_reach(
    tx: &Tx,
    reach: &Reach,
    under: &OrganizationPath,
    after: Option<OrganizationId>,
    limit: u64,
) -> StoreResult<Vec<(OrganizationId, Fund)>> {
    let readable = Query::select()
        .column(organizations::Column::Id)
        .from(organizations::Entity)
        .cond_where(within(organizations::Column::Path, reach))
        .and_where(organizations::Column::Path.starts_with(under.as_str()))
        .to_owned();
    let mut query = Entity::find().filter(Column::OrganizationId.in_subquery(readable));
    if let Some(after) = after {
        query = query.filter(Column::OrganizationId.gt(after.0));
    }
    let rows = query.order_by(Column::OrganizationId, Order::Asc).limit(limit).all(tx.conn()).await?;
    Ok(rows.iter().map(|row| (OrganizationId(row.organization_id), fund(row))).collect())
}

/// All funds, for whoever checks them.
///
/// # Errors
/// The database's fault.
pub async fn all(tx: &Tx) -> StoreResult<Vec<(OrganizationId, Fund)>> {
    let rows = Entity::find().all(tx.conn()).await?;
    Ok(rows.iter().map(|row| (OrganizationId(row.organization_id), fund(row))).collect())
}

fn fund(row: &Model) -> Fund {
    Fund { allotted: row.allotted_fen, committed: row.committed_fen, spent: row.spent_fen, lapsed: row.lapsed_fen }
}
