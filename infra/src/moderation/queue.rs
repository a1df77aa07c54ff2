//! What people decide: reading within reach, and one decision on the text that was read.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, CheckId};
use xianfeng_domain::moderation::CheckState;

use super::ask::known;
use super::{TextCheck, from_row, kept};
use crate::db::{Moment, StoreResult, Tx};
use crate::entities::text_checks::{Column, Entity};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug)]
pub struct CheckFilter {
    /// In this state.
    pub state: CheckState,
    /// Below an organization too.
    pub under: Option<Reach>,
    /// Who asks.
    pub author: AccountId,
    /// What they wrote themselves, instead of what others did.
    pub own: bool,
    /// Behind this one (ids sort by time).
    pub after: Option<Uuid>,
    /// At most so many.
    pub limit: u64,
}

/// Checks within reach, the longest waiting first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, filter: &CheckFilter) -> StoreResult<Vec<TextCheck>> {
    let mut query = Entity::find()
        .filter(within(Column::OrganizationPath, reach))
        .filter(Column::State.eq(filter.state.code()))
        .filter(known());
    query = match filter.own {
        true => query.filter(Column::AuthorId.eq(filter.author.0)),
        false => query.filter(Column::AuthorId.ne(filter.author.0)),
    };
    if let Some(under) = &filter.under {
        query = query.filter(within(Column::OrganizationPath, under));
    }
    if let Some(after) = filter.after {
        query = query.filter(Column::Id.gt(after));
    }
    let rows = query.order_by(Column::Id, Order::Asc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// A check within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: CheckId) -> StoreResult<Option<TextCheck>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// Writes a person's decision on the text that was read, in the state in which it was read; says whether that was
/// still so.
///
/// # Errors
/// The database's fault.
pub async fn decide(
    tx: &Tx,
    check: &TextCheck,
    state: CheckState,
    by: AccountId,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let decided = kept(check, state)
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::DueAt, Expr::value(Option::<Moment>::None))
        .col_expr(Column::DecidedBy, Expr::value(by.0))
        .col_expr(Column::DecidedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::Reason, Expr::value(reason.map(str::to_owned)))
        .filter(Column::Id.eq(check.id.0))
        .filter(Column::Version.eq(check.version))
        .filter(Column::State.eq(check.state.code()))
        .exec(tx.conn())
        .await?;
    Ok(decided.rows_affected == 1)
}
