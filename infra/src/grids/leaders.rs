//! Leaders of grids, dated.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use xianfeng_domain::access::Reach;
use xianfeng_domain::grids::{Capacity, Confirmation, Grid, Leadership, LeadershipState, Recommendation};
use xianfeng_domain::ids::{AccountId, GridId, LeadershipId, PersonId};
use xianfeng_domain::time::Day;

use super::rows;
use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::grid_leaders::{ActiveModel, Column, Entity, Model};
use crate::entities::grids;
use crate::reach::within;

/// Writes a recommendation.
///
/// # Errors
/// [`StoreError::Duplicate`] when the person waits for this grid already.
pub async fn recommend(tx: &Tx, one: &Leadership, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let waiting = [one.grid.0.as_bytes().as_slice(), one.person.0.as_bytes()].concat();
    let row = ActiveModel {
        id: ActiveValue::Set(one.id.0),
        grid_id: ActiveValue::Set(one.grid.0),
        organization_path: ActiveValue::Set(one.path.to_string()),
        person_id: ActiveValue::Set(one.person.0),
        active_key: ActiveValue::Set(Some(waiting)),
        capacity: ActiveValue::Set(one.capacity.code().to_owned()),
        state: ActiveValue::Set(one.state.code().to_owned()),
        recommended_how: ActiveValue::Set(one.recommendation.how.clone()),
        recommended_on: ActiveValue::Set(one.recommendation.on),
        votes_for: ActiveValue::Set(one.recommendation.votes_for.map(Into::into)),
        votes_cast: ActiveValue::Set(one.recommendation.votes_cast.map(Into::into)),
        recommended_by: ActiveValue::Set(by.0),
        recommended_at: ActiveValue::Set(now.into()),
        meeting: ActiveValue::Set(None),
        from_day: ActiveValue::Set(None),
        until_day: ActiveValue::Set(None),
        checks_posts: ActiveValue::Set(false),
        confirmed_by: ActiveValue::Set(None),
        ended_on: ActiveValue::Set(None),
        end_reason: ActiveValue::Set(None),
        ended_by: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One leadership within reach.
///
/// # Errors
/// The database's fault.
pub async fn leadership(tx: &Tx, reach: &Reach, id: LeadershipId) -> StoreResult<Option<Leadership>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// The leaders of a grid, the newest first; with `confirmed_only` without those whom the branch never
/// confirmed.
///
/// # Errors
/// The database's fault.
pub async fn leaders(
    tx: &Tx,
    grid: GridId,
    confirmed_only: bool,
    before: Option<LeadershipId>,
    limit: u64,
) -> StoreResult<Vec<Leadership>> {
    let mut query = Entity::find().filter(Column::GridId.eq(grid.0));
    if confirmed_only {
        query = query.filter(Column::FromDay.is_not_null());
    }
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Confirms a recommendation.
///
/// # Errors
/// [`StoreError::Duplicate`] when the grid has a leader; [`StoreError::Race`] when it waits no more.
pub async fn confirm(tx: &Tx, one: &Leadership, term: &Confirmation, by: AccountId) -> StoreResult<()> {
    let confirmed = Entity::update_many()
        .col_expr(Column::State, Expr::value(LeadershipState::Confirmed.code()))
        .col_expr(Column::ActiveKey, Expr::value(Some(one.grid.0.as_bytes().to_vec())))
        .col_expr(Column::Meeting, Expr::value(term.meeting.clone()))
        .col_expr(Column::FromDay, Expr::value(term.from))
        .col_expr(Column::UntilDay, Expr::value(term.until))
        .col_expr(Column::ChecksPosts, Expr::value(term.checks_posts))
        .col_expr(Column::ConfirmedBy, Expr::value(by.0))
        .filter(Column::Id.eq(one.id.0))
        .filter(Column::State.eq(LeadershipState::Recommended.code()))
        .exec(tx.conn())
        .await?;
    if confirmed.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a grid's leader")) }
}

/// Ends a leadership; `on` is the first day without it.
///
/// # Errors
/// [`StoreError::Race`] when it was confirmed or ended meanwhile.
pub async fn end_leadership(tx: &Tx, one: &Leadership, on: Day, reason: &str, by: AccountId) -> StoreResult<()> {
    let ended = Entity::update_many()
        .col_expr(Column::State, Expr::value(LeadershipState::Ended.code()))
        .col_expr(Column::ActiveKey, Expr::value(None::<Vec<u8>>))
        .col_expr(Column::EndedOn, Expr::value(on))
        .col_expr(Column::EndReason, Expr::value(reason))
        .col_expr(Column::EndedBy, Expr::value(by.0))
        .filter(Column::Id.eq(one.id.0))
        .filter(Column::State.eq(one.state.code()))
        .exec(tx.conn())
        .await?;
    if ended.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a grid's leader")) }
}

/// What waits or lasts for a person, in the order of ids.
///
/// # Errors
/// The database's fault.
pub async fn live_leaderships(tx: &Tx, person: PersonId) -> StoreResult<Vec<Leadership>> {
    let rows = Entity::find()
        .filter(Column::PersonId.eq(person.0))
        .filter(Column::State.ne(LeadershipState::Ended.code()))
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The confirmed leader of a grid, also one whose term is over.
///
/// # Errors
/// The database's fault.
pub async fn confirmed(tx: &Tx, grid: GridId) -> StoreResult<Option<Leadership>> {
    let row = Entity::find().filter(Column::ActiveKey.eq(grid.0.as_bytes().to_vec())).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// The grids that a person leads today, with the leadership that says so (S3-4, S3-7): what a leader
/// reaches, and nothing else. Who has ended, or whose term is over, leads none.
///
/// # Errors
/// The database's fault.
pub async fn led_by(tx: &Tx, person: PersonId, today: Day) -> StoreResult<Vec<(Leadership, Grid)>> {
    let mut leaderships = live_leaderships(tx, person).await?;
    leaderships.retain(|one| one.leads_on(today));
    let ids = leaderships.iter().map(|one| one.grid.0);
    let found = grids::Entity::find().filter(grids::Column::Id.is_in(ids)).all(tx.conn()).await?;
    let mut led = Vec::new();
    for row in found {
        let grid = rows::from_row(row)?;
        led.extend(leaderships.iter().find(|one| one.grid == grid.id).cloned().map(|one| (one, grid)));
    }
    led.sort_by_key(|(_, grid)| (grid.position, grid.id));
    Ok(led)
}

/// The confirmed leaderships whose term ends up to a day, the earliest first.
///
/// # Errors
/// The database's fault.
pub async fn ending(tx: &Tx, until: Day, limit: u64) -> StoreResult<Vec<Leadership>> {
    let rows = Entity::find()
        .filter(Column::State.eq(LeadershipState::Confirmed.code()))
        .filter(Condition::all().add(Column::UntilDay.is_not_null()).add(Column::UntilDay.lte(until)))
        .order_by(Column::UntilDay, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: Model) -> StoreResult<Leadership> {
    let unknown = |what: &str| StoreError::corrupt(format!("leadership {}: {what}", row.id));
    let count = |value: Option<i64>| value.map(u32::try_from).transpose().map_err(|_| unknown("a count"));
    let confirmation = match (row.meeting, row.from_day, row.until_day) {
        (Some(meeting), Some(from), Some(until)) => {
            Some(Confirmation { meeting, from, until, checks_posts: row.checks_posts })
        }
        _ => None,
    };
    Ok(Leadership {
        id: LeadershipId(row.id),
        grid: GridId(row.grid_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        person: PersonId(row.person_id),
        capacity: Capacity::from_code(&row.capacity).ok_or_else(|| unknown("its capacity"))?,
        state: LeadershipState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        recommendation: Recommendation {
            votes_for: count(row.votes_for)?,
            votes_cast: count(row.votes_cast)?,
            how: row.recommended_how,
            on: row.recommended_on,
        },
        confirmation,
        ended_on: row.ended_on,
        end_reason: row.end_reason,
    })
}
