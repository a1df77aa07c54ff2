//! How many pieces of a reward a member has had in a period, what is reserved included.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use xianfeng_domain::ids::{MemberId, RewardId};
use xianfeng_domain::redemption::{Limit, LimitPeriod};
use xianfeng_domain::time::Day;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::reward_uses::{ActiveModel, Column, Entity};

/// Counts pieces ordered on a day, if the limit allows so many more; says whether. Quarter and year
/// are both counted, limit or not, so that a limit set later knows what went before.
///
/// # Errors
/// [`StoreError::Race`] when a member's first orders meet.
pub async fn take(
    tx: &Tx,
    reward: RewardId,
    member: MemberId,
    day: Day,
    pieces: u32,
    limit: Option<Limit>,
) -> StoreResult<bool> {
    for per in LimitPeriod::ALL {
        let period = per.containing(day).to_string();
        let key = Column::RewardId.eq(reward.0).and(Column::MemberId.eq(member.0)).and(Column::Period.eq(&period));
        let most = limit.filter(|limit| limit.per == per).map(|limit| i64::from(limit.most));
        let mut more = Entity::update_many()
            .col_expr(Column::Pieces, Expr::col(Column::Pieces).add(i64::from(pieces)))
            .filter(key.clone());
        if let Some(most) = most {
            more = more.filter(Column::Pieces.lte(most - i64::from(pieces)));
        }
        if more.exec(tx.conn()).await?.rows_affected == 1 {
            continue;
        }
        let id = (reward.0, member.0, period.clone());
        if let Some(row) = Entity::find_by_id(id).one(tx.conn()).await? {
            // Where there is room after all, somebody's first order was written since the update looked.
            let room = most.is_none_or(|most| row.pieces + i64::from(pieces) <= most);
            return if room { Err(StoreError::Race("a reward's limit")) } else { Ok(false) };
        }
        let first = ActiveModel {
            reward_id: ActiveValue::Set(reward.0),
            member_id: ActiveValue::Set(member.0),
            period: ActiveValue::Set(period),
            pieces: ActiveValue::Set(pieces.into()),
        };
        match Entity::insert(first).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
            Err(StoreError::Duplicate) => return Err(StoreError::Race("a reward's limit")),
            other => other?,
        };
    }
    Ok(true)
}

/// Gives back what an order of a day had counted.
///
/// # Errors
/// [`StoreError::Corrupt`] when it was not counted.
pub async fn give_back(tx: &Tx, reward: RewardId, member: MemberId, day: Day, pieces: u32) -> StoreResult<()> {
    for per in LimitPeriod::ALL {
        let given = Entity::update_many()
            .col_expr(Column::Pieces, Expr::col(Column::Pieces).sub(i64::from(pieces)))
            .filter(Column::RewardId.eq(reward.0))
            .filter(Column::MemberId.eq(member.0))
            .filter(Column::Period.eq(per.containing(day).to_string()))
            .filter(Column::Pieces.gte(i64::from(pieces)))
            .exec(tx.conn())
            .await?;
        if given.rows_affected != 1 {
            return Err(StoreError::corrupt(format!("reward {reward}: pieces given back that were not counted")));
        }
    }
    Ok(())
}
