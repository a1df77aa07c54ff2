//! Who claimed or holds a post.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, JoinType, Order, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, HoldingId, MemberId, PostId};
use xianfeng_domain::posts::{Holding, HoldingState, Origin};
use xianfeng_domain::time::{Day, Period};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::post_holdings::{ActiveModel, Column, Entity, Model};
use crate::entities::posts;
use crate::reach::within;

/// A post that somebody held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldPost {
    /// Who.
    pub member: MemberId,
    /// The post's name.
    pub name: String,
}

fn key(post: PostId, member: MemberId) -> Vec<u8> {
    [post.0.as_bytes().as_slice(), member.0.as_bytes()].concat()
}

/// Writes a new holding: claimed, or assigned at once.
///
/// # Errors
/// [`StoreError::Duplicate`] when the member has a live one of the post, by a second tap for instance.
pub async fn insert(tx: &Tx, holding: &Holding, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(holding.id.0),
        post_id: ActiveValue::Set(holding.post.0),
        member_id: ActiveValue::Set(holding.member.0),
        organization_path: ActiveValue::Set(holding.path.to_string()),
        active_key: ActiveValue::Set(Some(key(holding.post, holding.member))),
        origin: ActiveValue::Set(holding.origin.code().to_owned()),
        state: ActiveValue::Set(holding.state.code().to_owned()),
        from_day: ActiveValue::Set(holding.from),
        to_day: ActiveValue::Set(None),
        term_until: ActiveValue::Set(holding.term_until),
        end_reason: ActiveValue::Set(None),
        asked_by: ActiveValue::Set(by.0),
        asked_at: ActiveValue::Set(now.into()),
        confirmed_by: ActiveValue::Set((holding.state == HoldingState::Held).then_some(by.0)),
        ended_by: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One holding within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: HoldingId) -> StoreResult<Option<Holding>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// The live holding of a post by a member.
///
/// # Errors
/// The database's fault.
pub async fn live(tx: &Tx, post: PostId, member: MemberId) -> StoreResult<Option<Holding>> {
    let row = Entity::find().filter(Column::ActiveKey.eq(key(post, member))).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// What a member has claimed and holds, in the order of ids.
///
/// # Errors
/// The database's fault.
pub async fn live_of_member(tx: &Tx, member: MemberId) -> StoreResult<Vec<Holding>> {
    let rows = Entity::find()
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::ActiveKey.is_not_null())
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The holdings of a post, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, post: PostId, before: Option<HoldingId>, limit: u64) -> StoreResult<Vec<Holding>> {
    let mut query = Entity::find().filter(Column::PostId.eq(post.0));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Confirms a claim from a day on, for a term where there is one.
///
/// # Errors
/// [`StoreError::Race`] when it is no waiting claim any more.
pub async fn confirm(tx: &Tx, id: HoldingId, from: Day, term_until: Option<Day>, by: AccountId) -> StoreResult<()> {
    let confirmed = Entity::update_many()
        .col_expr(Column::State, Expr::value(HoldingState::Held.code()))
        .col_expr(Column::FromDay, Expr::value(from))
        .col_expr(Column::TermUntil, Expr::value(term_until))
        .col_expr(Column::ConfirmedBy, Expr::value(by.0))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(HoldingState::Claimed.code()))
        .exec(tx.conn())
        .await?;
    if confirmed.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a post's holder")) }
}

/// Ends a holding; `on` is the first day after it.
///
/// # Errors
/// [`StoreError::Race`] when it was confirmed or ended meanwhile.
pub async fn end(tx: &Tx, holding: &Holding, on: Day, reason: &str, by: AccountId) -> StoreResult<()> {
    let ended = Entity::update_many()
        .col_expr(Column::State, Expr::value(HoldingState::Ended.code()))
        .col_expr(Column::ToDay, Expr::value(on))
        .col_expr(Column::EndReason, Expr::value(reason))
        .col_expr(Column::EndedBy, Expr::value(by.0))
        .col_expr(Column::ActiveKey, Expr::value(None::<Vec<u8>>))
        .filter(Column::Id.eq(holding.id.0))
        .filter(Column::State.eq(holding.state.code()))
        .exec(tx.conn())
        .await?;
    if ended.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a post's holder")) }
}

/// The holdings whose term ends up to a day, the earliest first.
///
/// # Errors
/// The database's fault.
pub async fn terms_ending(tx: &Tx, until: Day, limit: u64) -> StoreResult<Vec<Holding>> {
    let rows = Entity::find()
        .filter(Column::State.eq(HoldingState::Held.code()))
        .filter(Condition::all().add(Column::TermUntil.is_not_null()).add(Column::TermUntil.lte(until)))
        .order_by(Column::TermUntil, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// How many posts each of some members holds or has claimed.
///
/// # Errors
/// The database's fault.
pub async fn live_counts(tx: &Tx, members: &[MemberId]) -> StoreResult<HashMap<MemberId, usize>> {
    let rows: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::MemberId)
        .filter(Column::MemberId.is_in(members.iter().map(|member| member.0)))
        .filter(Column::ActiveKey.is_not_null())
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut counts = HashMap::new();
    for member in rows {
        *counts.entry(MemberId(member)).or_default() += 1;
    }
    Ok(counts)
}

/// Who holds some posts today, confirmed, in the order of ids.
///
/// # Errors
/// The database's fault.
pub async fn held(tx: &Tx, posts: &[PostId], today: Day) -> StoreResult<Vec<Holding>> {
    let lasts = Condition::any().add(Column::TermUntil.is_null()).add(Column::TermUntil.gt(today));
    let rows = Entity::find()
        .filter(Column::PostId.is_in(posts.iter().map(|post| post.0)))
        .filter(Column::State.eq(HoldingState::Held.code()))
        .filter(lasts)
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The posts within reach that were held, confirmed, on some day of a period up to `today`; by
/// name.
///
/// # Errors
/// The database's fault.
pub async fn held_between(tx: &Tx, reach: &Reach, period: Period, today: Day) -> StoreResult<Vec<HeldPost>> {
    // Ended on the day that it began, it was never held.
    let was_held = Expr::col((Entity, Column::ToDay)).gt(Expr::col((Entity, Column::FromDay)));
    let ended = Condition::all().add(Column::ToDay.gt(period.start())).add(was_held);
    let lasted = Condition::any().add(Column::ToDay.is_null()).add(ended);
    let rows: Vec<(Uuid, Option<String>)> = Entity::find()
        .select_only()
        .column(Column::MemberId)
        .column(posts::Column::Name)
        .join(JoinType::InnerJoin, Entity::belongs_to(posts::Entity).from(Column::PostId).to(posts::Column::Id).into())
        .filter(within(Column::OrganizationPath, reach))
        .filter(Column::FromDay.lt(period.end()))
        .filter(Column::FromDay.lte(today))
        .filter(lasted)
        .order_by(posts::Column::Name, Order::Asc)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let held = |(member, name): (Uuid, Option<String>)| {
        let name = name.ok_or_else(|| StoreError::corrupt("a holding without its post"))?;
        Ok(HeldPost { member: MemberId(member), name })
    };
    rows.into_iter().map(held).collect()
}

fn from_row(row: Model) -> StoreResult<Holding> {
    let unknown = |what: &str| StoreError::corrupt(format!("holding {}: {what}", row.id));
    Ok(Holding {
        id: HoldingId(row.id),
        post: PostId(row.post_id),
        member: MemberId(row.member_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        origin: Origin::from_code(&row.origin).ok_or_else(|| unknown("its origin"))?,
        state: HoldingState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        from: row.from_day,
        to: row.to_day,
        term_until: row.term_until,
        end_reason: row.end_reason,
    })
}
