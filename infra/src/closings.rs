//! Closings (结账) of townships' periods.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::closings::{Closing, State};
use xianfeng_domain::ids::{AccountId, ClosingId, MemberId, OrganizationId, RuleBookId};
use xianfeng_domain::time::{Day, Period};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::closings::{ActiveModel, Column, Entity, Model};
use crate::entities::{member_ledger_heads, members};
use crate::reach::within;

/// Begins a closing.
///
/// # Errors
/// [`StoreError::Duplicate`] when the period has one.
pub async fn insert(tx: &Tx, closing: &Closing, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(closing.id.0),
        township_id: ActiveValue::Set(closing.township.0),
        township_path: ActiveValue::Set(closing.path.as_str().to_owned()),
        period: ActiveValue::Set(closing.period.to_string()),
        starts_on: ActiveValue::Set(closing.period.start()),
        last_day: ActiveValue::Set(closing.period.last_day()),
        unit: ActiveValue::Set(closing.unit),
        rule_book_id: ActiveValue::Set(closing.rule_book.0),
        state: ActiveValue::Set(closing.state.code().to_owned()),
        edition: ActiveValue::Set(closing.edition.into()),
        cursor_member: ActiveValue::Set(None),
        started_by: ActiveValue::Set(by.0),
        started_at: ActiveValue::Set(now.into()),
        closed_at: ActiveValue::Set(None),
        published_on: ActiveValue::Set(None),
        published_by: ActiveValue::Set(None),
        publication_reason: ActiveValue::Set(None),
        objections_until: ActiveValue::Set(None),
        final_at: ActiveValue::Set(None),
        final_by: ActiveValue::Set(None),
        final_reason: ActiveValue::Set(None),
        version: ActiveValue::Set(1),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// A closing within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: ClosingId) -> StoreResult<Option<Closing>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::TownshipPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// A closing, for whoever has proved the right to it otherwise.
///
/// # Errors
/// The database's fault.
pub async fn find_any(tx: &Tx, id: ClosingId) -> StoreResult<Option<Closing>> {
    Entity::find_by_id(id.0).one(tx.conn()).await?.map(from_row).transpose()
}

/// The closings of a township, the latest period first; a month, its quarter and its year in that
/// order.
///
/// # Errors
/// The database's fault.
pub async fn of_township(tx: &Tx, township: OrganizationId) -> StoreResult<Vec<Closing>> {
    let rows = Entity::find()
        .filter(Column::TownshipId.eq(township.0))
        .order_by(Column::LastDay, Order::Desc)
        .order_by(Column::StartsOn, Order::Desc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The closing of a township's period, if it has begun.
///
/// # Errors
/// The database's fault.
pub async fn of_period(tx: &Tx, township: OrganizationId, period: Period) -> StoreResult<Option<Closing>> {
    let row = Entity::find()
        .filter(Column::TownshipId.eq(township.0))
        .filter(Column::Period.eq(period.to_string()))
        .one(tx.conn())
        .await?;
    row.map(from_row).transpose()
}

/// The closings whose freezing is not done, the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn unfinished(tx: &Tx) -> StoreResult<Vec<ClosingId>> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.eq(State::Freezing.code()))
        .order_by(Column::Id, Order::Asc)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(ids.into_iter().map(ClosingId).collect())
}

/// The next members of the township that a closing freezes, in the order of ids, and after whom
/// they come.
///
/// # Errors
/// [`StoreError::Corrupt`] when the closing is gone.
pub async fn next_members(tx: &Tx, closing: &Closing, limit: u64) -> StoreResult<(Option<Uuid>, Vec<MemberId>)> {
    let row = Entity::find_by_id(closing.id.0).one(tx.conn()).await?;
    let cursor = row.ok_or_else(|| StoreError::corrupt("a closing vanished"))?.cursor_member;
    let mut next = members::Entity::find()
        .select_only()
        .column(members::Column::Id)
        .filter(members::Column::TownshipId.eq(closing.township.0))
        .order_by(members::Column::Id, Order::Asc)
        .limit(limit);
    if let Some(cursor) = cursor {
        next = next.filter(members::Column::Id.gt(cursor));
    }
    let ids: Vec<Uuid> = next.into_tuple().all(tx.conn()).await?;
    Ok((cursor, ids.into_iter().map(MemberId).collect()))
}

/// Notes the last member that was frozen.
///
/// # Errors
/// [`StoreError::Race`] when somebody else has frozen them meanwhile.
pub async fn advance(tx: &Tx, id: ClosingId, from: Option<Uuid>, to: MemberId) -> StoreResult<()> {
    let at = match from {
        Some(from) => Column::CursorMember.eq(from),
        None => Column::CursorMember.is_null(),
    };
    let advanced = Entity::update_many()
        .col_expr(Column::CursorMember, Expr::value(to.0))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(State::Freezing.code()))
        .filter(at)
        .exec(tx.conn())
        .await?;
    if advanced.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a closing")) }
}

/// Everybody is frozen, the first edition is sealed.
///
/// # Errors
/// [`StoreError::Race`] when somebody else was first.
pub async fn closed(tx: &Tx, closing: &Closing, now: DateTime<Utc>) -> StoreResult<()> {
    let change = Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Closed.code()))
        .col_expr(Column::ClosedAt, Expr::value(Moment::from(now)));
    change_row(tx, change, closing).await
}

/// The edition is published, and the term to object runs to a day.
///
/// # Errors
/// [`StoreError::Race`] when the closing changed meanwhile.
pub async fn publish(tx: &Tx, closing: &Closing, on: Day, until: Day, by: AccountId, reason: &str) -> StoreResult<()> {
    let change = Entity::update_many()
        .col_expr(Column::PublishedOn, Expr::value(on))
        .col_expr(Column::PublishedBy, Expr::value(by.0))
        .col_expr(Column::PublicationReason, Expr::value(reason))
        .col_expr(Column::ObjectionsUntil, Expr::value(until));
    change_row(tx, change, closing).await
}

/// There is a next edition.
///
/// # Errors
/// [`StoreError::Race`] when the closing changed meanwhile.
pub async fn next_edition(tx: &Tx, closing: &Closing, number: u32) -> StoreResult<()> {
    let change = Entity::update_many().col_expr(Column::Edition, Expr::value(i64::from(number)));
    change_row(tx, change, closing).await
}

/// Takes the closing's turn for a step that must not meet another: an objection, a settlement. Its
/// version grows.
///
/// # Errors
/// [`StoreError::Race`] when the closing changed meanwhile.
pub async fn take_turn(tx: &Tx, closing: &Closing) -> StoreResult<()> {
    change_row(tx, Entity::update_many(), closing).await
}

/// Waits for the closing's turn, whatever its version, and keeps it to the end of the transaction: what
/// is read of the closing afterwards stays. For what comes in crowds, such as objections.
///
/// # Errors
/// The database's fault.
pub async fn touch(tx: &Tx, id: ClosingId) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Nothing of the period changes any more: the closing, and for a closing unit every member of the
/// township.
///
/// # Errors
/// [`StoreError::Race`] when the closing changed meanwhile.
pub async fn finalize(
    tx: &Tx,
    closing: &Closing,
    by: AccountId,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let change = Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Final.code()))
        .col_expr(Column::FinalAt, Expr::value(Moment::from(now)))
        .col_expr(Column::FinalBy, Expr::value(by.0))
        .col_expr(Column::FinalReason, Expr::value(reason.map(str::to_owned)));
    change_row(tx, change, closing).await?;
    if closing.unit {
        use member_ledger_heads::Column as Head;
        let last_day = closing.period.last_day();
        let of_township = sea_orm::sea_query::Query::select()
            .column(members::Column::Id)
            .from(members::Entity)
            .and_where(members::Column::TownshipId.eq(closing.township.0))
            .to_owned();
        member_ledger_heads::Entity::update_many()
            .col_expr(Head::FinalThrough, Expr::value(last_day))
            .filter(Head::MemberId.in_subquery(of_township))
            .filter(Head::FinalThrough.is_null().or(Head::FinalThrough.lt(last_day)))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// How far a township's closing units have come: the last closed day, those being frozen included, and
/// the last final one. The ledger of a new member begins there.
///
/// # Errors
/// The database's fault.
pub async fn through(tx: &Tx, township: OrganizationId) -> StoreResult<(Option<Day>, Option<Day>)> {
    let last = async |only_final: bool| -> StoreResult<Option<Day>> {
        let mut days = Entity::find()
            .select_only()
            .column_as(Column::LastDay.max(), "last_day")
            .filter(Column::TownshipId.eq(township.0))
            .filter(Column::Unit.eq(true));
        if only_final {
            days = days.filter(Column::State.eq(State::Final.code()));
        }
        let day: Option<Option<Day>> = days.into_tuple().one(tx.conn()).await?;
        Ok(day.flatten())
    };
    Ok((last(false).await?, last(true).await?))
}

async fn change_row(tx: &Tx, change: sea_orm::UpdateMany<Entity>, closing: &Closing) -> StoreResult<()> {
    let changed = change
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(closing.id.0))
        .filter(Column::State.eq(closing.state.code()))
        .filter(Column::Version.eq(i64::try_from(closing.version).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a closing")) }
}

fn from_row(row: Model) -> StoreResult<Closing> {
    let unknown = |what: &str| StoreError::corrupt(format!("closing {}: {what}", row.id));
    Ok(Closing {
        id: ClosingId(row.id),
        township: OrganizationId(row.township_id),
        path: row.township_path.parse().map_err(|_| unknown("its path"))?,
        period: row.period.parse().map_err(|_| unknown("its period"))?,
        unit: row.unit,
        rule_book: RuleBookId(row.rule_book_id),
        state: State::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        edition: u32::try_from(row.edition).map_err(|_| unknown("its edition"))?,
        published_on: row.published_on,
        objections_until: row.objections_until,
        version: u64::try_from(row.version).map_err(|_| unknown("its version"))?,
    })
}
