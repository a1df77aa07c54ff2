//! Asking the platform: one asks at a time, and what was asked about an older text counts for nothing.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, UpdateMany};
use xianfeng_domain::ids::AccountId;
use xianfeng_domain::moderation::{CheckState, Ground, Subject};

use super::{TextCheck, from_row};
use crate::db::{Moment, StoreResult, Tx};
use crate::entities::text_checks::{Column, Entity};

/// An update of the check as it was read: of this text, and still waiting.
pub(super) fn as_read(check: &TextCheck) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::Id.eq(check.id.0))
        .filter(Column::Version.eq(check.version))
        .filter(Column::State.eq(CheckState::Waiting.code()))
}

/// Those of subjects that this release knows: beside a newer one it leaves the others to that.
pub(super) fn known() -> SimpleExpr {
    Column::SubjectKind.is_in(Subject::ALL.map(Subject::code))
}

/// Checks about which the platform is to be asked now, the longest due first.
///
/// # Errors
/// The database's fault.
pub async fn due(tx: &Tx, now: DateTime<Utc>, limit: u64) -> StoreResult<Vec<TextCheck>> {
    let rows = Entity::find()
        .filter(Column::State.eq(CheckState::Waiting.code()))
        .filter(Column::DueAt.lte(Moment::from(now)))
        .filter(known())
        .order_by(Column::DueAt, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Takes a check for as long as the call may last, unless somebody else has; says whether.
///
/// # Errors
/// The database's fault.
pub async fn lease(tx: &Tx, check: &TextCheck, until: DateTime<Utc>) -> StoreResult<bool> {
    let taken = as_read(check)
        .col_expr(Column::DueAt, Expr::value(Moment::from(until)))
        .filter(Column::DueAt.eq(check.due_at.map(Moment::from)))
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Leaves a check until `at`, after a try that brought no verdict.
///
/// # Errors
/// The database's fault.
pub async fn postpone(tx: &Tx, check: &TextCheck, at: DateTime<Utc>) -> StoreResult<()> {
    as_read(check)
        .col_expr(Column::DueAt, Expr::value(Moment::from(at)))
        .col_expr(Column::Asked, Expr::col(Column::Asked).add(1))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Makes what an account wrote due at once: the platform looks at texts of who was there in the last two hours. What
/// people were left to look at only because the author was away is asked about again.
///
/// # Errors
/// The database's fault.
pub async fn author_is_back(tx: &Tx, author: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let due = || Entity::update_many().col_expr(Column::DueAt, Expr::value(Moment::from(now)));
    due()
        .filter(Column::State.eq(CheckState::Waiting.code()))
        .filter(Column::AuthorId.eq(author.0))
        .filter(Column::TraceId.is_null())
        .filter(Column::DueAt.gt(Moment::from(now)))
        .exec(tx.conn())
        .await?;
    due()
        .col_expr(Column::State, Expr::value(CheckState::Waiting.code()))
        .col_expr(Column::Label, Expr::value(Option::<String>::None))
        .col_expr(Column::DecidedAt, Expr::value(Option::<Moment>::None))
        .filter(Column::State.eq(CheckState::Held.code()))
        .filter(Column::Label.eq(Ground::AuthorAway.code()))
        .filter(Column::AuthorId.eq(author.0))
        .exec(tx.conn())
        .await?;
    Ok(())
}
