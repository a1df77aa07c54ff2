//! Who stays in touch: now, and who did before.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use uuid::Uuid;
use xianfeng_domain::aways::Away;
use xianfeng_domain::ids::{AccountId, AwayId, MemberId};
use xianfeng_domain::time::Day;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::away_liaisons::{ActiveModel, Column, Entity, Model};
use crate::entities::aways;

/// Who stayed in touch, from a day until the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastLiaison {
    /// The time away.
    pub away: AwayId,
    /// Who; none while there was nobody.
    pub liaison: Option<MemberId>,
    /// The first day.
    pub from: Day,
}

/// Puts on record who stays in touch from a day on.
///
/// # Errors
/// The database's fault.
pub async fn record_liaison(tx: &Tx, past: &PastLiaison, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        away_id: ActiveValue::Set(past.away.0),
        liaison_id: ActiveValue::Set(past.liaison.map(Into::into)),
        from_day: ActiveValue::Set(past.from),
        recorded_by: ActiveValue::Set(by.0),
        recorded_at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Who stayed in touch during a time away that was found already, the earliest first.
///
/// # Errors
/// The database's fault.
pub async fn liaisons(tx: &Tx, away: AwayId) -> StoreResult<Vec<PastLiaison>> {
    let rows = Entity::find().filter(Column::AwayId.eq(away.0)).order_by(Column::Id, Order::Asc).all(tx.conn()).await?;
    let past = |row: Model| PastLiaison {
        away: AwayId(row.away_id),
        liaison: row.liaison_id.map(MemberId),
        from: row.from_day,
    };
    Ok(rows.into_iter().map(past).collect())
}

/// The times away that go on and that a member stays in touch with.
///
/// # Errors
/// The database's fault.
pub async fn open_of_liaison(tx: &Tx, liaison: MemberId) -> StoreResult<Vec<Away>> {
    let rows = aways::Entity::find()
        .filter(aways::Column::LiaisonId.eq(liaison.0))
        .filter(aways::Column::BackOn.is_null())
        .order_by(aways::Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(super::from_row).collect())
}

/// Puts somebody in the place of who stayed in touch, while the member is away.
///
/// # Errors
/// [`StoreError::Race`] when somebody changed it, or recorded the return, first.
pub async fn set_liaison(tx: &Tx, away: &Away, next: Option<MemberId>) -> StoreResult<()> {
    let before = match away.liaison {
        Some(liaison) => aways::Column::LiaisonId.eq(liaison.0),
        None => aways::Column::LiaisonId.is_null(),
    };
    let set = aways::Entity::update_many()
        .col_expr(aways::Column::LiaisonId, Expr::value(next.map(|next| next.0)))
        .filter(aways::Column::Id.eq(away.id.0))
        .filter(aways::Column::BackOn.is_null())
        .filter(before)
        .exec(tx.conn())
        .await?;
    if set.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a liaison")) }
}
