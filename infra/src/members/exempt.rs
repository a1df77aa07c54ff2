//! Who is exempt, and by what decision (S2-7).
//!
//! [`exempt_on`] is the one place that says in SQL whether a decision exempts a member on a day;
//! every board, average, grant and list reads it through [`super::select`]. What the category does
//! is the rule book's ([`xianfeng_domain::rulebook::RuleBook::exempts`]).

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, Query};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::ids::{AccountId, ExemptionId, MemberId};
use xianfeng_domain::members::{Exemption, ExemptionGround};
use xianfeng_domain::time::Day;

use super::find::col;
use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::exemptions::{ActiveModel, Column, Entity, Model};
use crate::{ledger, outbox};

/// Is the member `m` with the membership `s` exempt by decision on a day, or on their last one if
/// they had left by then? By the membership itself or by a record that covers the day.
pub(crate) fn exempt_on(day: Day) -> Expr {
    let belongs = Cond::any().add(col("m", "left_on").is_null()).add(col("m", "left_on").gt(day));
    let open = || Cond::any().add(col("x", "to_day").is_null());
    let covers_day =
        Cond::all().add(belongs).add(col("x", "from_day").lte(day)).add(open().add(col("x", "to_day").gt(day)));
    // The last day is the one before `left_on`; a record to or beyond `left_on` still covers it.
    let covers_last = Cond::all()
        .add(col("m", "left_on").lte(day))
        .add(col("x", "from_day").lt(col("m", "left_on")))
        .add(open().add(col("x", "to_day").gte(col("m", "left_on"))));
    let mut record = Query::select();
    record
        .expr(Expr::value(1))
        .from_as(Alias::new("exemptions"), Alias::new("x"))
        .and_where(col("x", "member_id").eq(col("m", "id")))
        .cond_where(Cond::any().add(covers_day).add(covers_last));
    col("s", "exempt").or(Expr::exists(record))
}

/// Records a decision. Takes the member's turn first, so that boards and ledger see one order of
/// things.
///
/// # Errors
/// The database's fault.
pub async fn insert_exemption(tx: &Tx, exemption: &Exemption) -> StoreResult<()> {
    ledger::lock(tx, exemption.member).await?;
    let row = ActiveModel {
        id: ActiveValue::Set(exemption.id.0),
        member_id: ActiveValue::Set(exemption.member.0),
        from_day: ActiveValue::Set(exemption.from),
        to_day: ActiveValue::Set(exemption.to),
        ground: ActiveValue::Set(exemption.ground.code().to_owned()),
        reason: ActiveValue::Set(exemption.reason.clone()),
        meeting: ActiveValue::Set(exemption.meeting.clone()),
        decided_by: ActiveValue::Set(exemption.decided_by.0),
        decided_at: ActiveValue::Set(exemption.decided_at.into()),
        end_reason: ActiveValue::Set(None),
        ended_by: ActiveValue::Set(None),
        ended_at: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    show_anew(tx, exemption.member, exemption.decided_at).await
}

/// Ends a decision with `to` as the first day without it, unless it ends as early already; says
/// whether it did.
///
/// # Errors
/// The database's fault.
pub async fn end_exemption(
    tx: &Tx,
    exemption: &Exemption,
    to: Day,
    reason: &str,
    by: AccountId,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    ledger::lock(tx, exemption.member).await?;
    let ended = Entity::update_many()
        .col_expr(Column::ToDay, Expr::value(to))
        .col_expr(Column::EndReason, Expr::value(reason))
        .col_expr(Column::EndedBy, Expr::value(by.0))
        .col_expr(Column::EndedAt, Expr::value(Moment::from(now)))
        .filter(Column::Id.eq(exemption.id.0))
        .filter(Column::ToDay.is_null().or(Column::ToDay.gt(to)))
        .exec(tx.conn())
        .await?;
    show_anew(tx, exemption.member, now).await?;
    Ok(ended.rows_affected == 1)
}

async fn show_anew(tx: &Tx, member: MemberId, now: DateTime<Utc>) -> StoreResult<()> {
    ledger::touch_board(tx, member).await?;
    outbox::put(tx, outbox::Topic::BoardMember, member.0, now).await
}

/// One decision. Whether the caller may see it, the member's reach says.
///
/// # Errors
/// The database's fault.
pub async fn exemption(tx: &Tx, id: ExemptionId) -> StoreResult<Option<Exemption>> {
    Entity::find_by_id(id.0).one(tx.conn()).await?.map(from_row).transpose()
}

/// The decisions about a member, the oldest first. Few: each is a committee's.
///
/// # Errors
/// The database's fault.
pub async fn exemptions(tx: &Tx, member: MemberId) -> StoreResult<Vec<Exemption>> {
    let rows = Entity::find()
        .filter(Column::MemberId.eq(member.0))
        .order_by(Column::FromDay, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: Model) -> StoreResult<Exemption> {
    let ground = ExemptionGround::from_code(&row.ground);
    Ok(Exemption {
        id: ExemptionId(row.id),
        member: MemberId(row.member_id),
        from: row.from_day,
        to: row.to_day,
        ground: ground.ok_or_else(|| StoreError::corrupt(format!("exemption {}: its ground", row.id)))?,
        reason: row.reason,
        meeting: row.meeting,
        decided_by: AccountId(row.decided_by),
        decided_at: row.decided_at.into(),
        end_reason: row.end_reason,
    })
}
