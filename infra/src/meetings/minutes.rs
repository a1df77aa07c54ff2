//! Minutes (会议记录), their decisions and addenda.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, MeetingId, MemberId, PersonId};
use xianfeng_domain::meetings::{Decision, Minutes, Votes};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::meeting_minutes::{ActiveModel, Column, Entity};
use crate::entities::{meeting_decisions, minutes_addenda};

/// As a row says it.
pub(crate) const DRAFT: &str = "draft";
const CONFIRMED: &str = "confirmed";

/// What corrects confirmed minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addendum {
    /// Its id.
    pub id: Uuid,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub writer: PersonId,
    /// When.
    pub written_at: DateTime<Utc>,
}

/// Writes the first draft.
///
/// # Errors
/// [`StoreError::Duplicate`] when the meeting has minutes already.
pub async fn insert(tx: &Tx, minutes: &Minutes) -> StoreResult<()> {
    let row = ActiveModel {
        meeting_id: ActiveValue::Set(minutes.meeting.0),
        text: ActiveValue::Set(minutes.text.clone()),
        chair_id: ActiveValue::Set(minutes.chair.0),
        written_by: ActiveValue::Set(minutes.written_by.0),
        writer_id: ActiveValue::Set(minutes.writer.0),
        written_at: ActiveValue::Set(minutes.written_at.into()),
        state: ActiveValue::Set(DRAFT.to_owned()),
        confirmed_at: ActiveValue::Set(None),
        version: ActiveValue::Set(1),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    write_decisions(tx, minutes).await
}

async fn write_decisions(tx: &Tx, minutes: &Minutes) -> StoreResult<()> {
    if minutes.decisions.is_empty() {
        return Ok(());
    }
    let rows = (0_i64..).zip(&minutes.decisions).map(|(position, decision)| meeting_decisions::ActiveModel {
        meeting_id: ActiveValue::Set(minutes.meeting.0),
        position: ActiveValue::Set(position),
        text: ActiveValue::Set(decision.text.clone()),
        votes_for: ActiveValue::Set(decision.votes.for_it.into()),
        votes_against: ActiveValue::Set(decision.votes.against.into()),
        abstained: ActiveValue::Set(decision.votes.abstained.into()),
    });
    meeting_decisions::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The minutes of a meeting; the caller has seen to who may read them.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, meeting: MeetingId) -> StoreResult<Option<Minutes>> {
    let Some(row) = Entity::find_by_id(meeting.0).one(tx.conn()).await? else { return Ok(None) };
    let decisions = meeting_decisions::Entity::find()
        .filter(meeting_decisions::Column::MeetingId.eq(meeting.0))
        .order_by(meeting_decisions::Column::Position, Order::Asc)
        .all(tx.conn())
        .await?;
    let count = |count: i64| u32::try_from(count).unwrap_or_default();
    let decision = |row: meeting_decisions::Model| Decision {
        votes: Votes {
            for_it: count(row.votes_for),
            against: count(row.votes_against),
            abstained: count(row.abstained),
        },
        text: row.text,
    };
    Ok(Some(Minutes {
        meeting,
        text: row.text,
        chair: MemberId(row.chair_id),
        writer: PersonId(row.writer_id),
        written_by: AccountId(row.written_by),
        written_at: row.written_at.into(),
        decisions: decisions.into_iter().map(decision).collect(),
        confirmed_at: row.confirmed_at.map(Into::into),
        version: u64::try_from(row.version).unwrap_or_default(),
    }))
}

/// Writes a draft anew, if it still is one and of the version that was read.
///
/// # Errors
/// [`StoreError::Race`] otherwise: the transaction starts again.
pub async fn rewrite(tx: &Tx, minutes: &Minutes, read: u64) -> StoreResult<()> {
    let written = Entity::update_many()
        .col_expr(Column::Text, Expr::value(minutes.text.clone()))
        .col_expr(Column::ChairId, Expr::value(minutes.chair.0))
        .col_expr(Column::WrittenBy, Expr::value(minutes.written_by.0))
        .col_expr(Column::WriterId, Expr::value(minutes.writer.0))
        .col_expr(Column::WrittenAt, Expr::value(Moment::from(minutes.written_at)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::MeetingId.eq(minutes.meeting.0))
        .filter(Column::State.eq(DRAFT))
        .filter(Column::Version.eq(i64::try_from(read).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    if written.rows_affected != 1 {
        return Err(StoreError::Race("minutes"));
    }
    let old = meeting_decisions::Column::MeetingId.eq(minutes.meeting.0);
    meeting_decisions::Entity::delete_many().filter(old).exec(tx.conn()).await?;
    write_decisions(tx, minutes).await
}

/// Confirms a draft of the version that was read; from then on it does not change.
///
/// # Errors
/// [`StoreError::Race`] where somebody wrote or confirmed it meanwhile.
pub async fn confirm(tx: &Tx, meeting: MeetingId, read: u64, now: DateTime<Utc>) -> StoreResult<()> {
    let confirmed = Entity::update_many()
        .col_expr(Column::State, Expr::value(CONFIRMED))
        .col_expr(Column::ConfirmedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::MeetingId.eq(meeting.0))
        .filter(Column::State.eq(DRAFT))
        .filter(Column::Version.eq(i64::try_from(read).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    if confirmed.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("minutes")) }
}

/// Adds to confirmed minutes.
///
/// # Errors
/// The database's fault.
pub async fn add(tx: &Tx, meeting: MeetingId, addendum: &Addendum, by: AccountId) -> StoreResult<()> {
    let row = minutes_addenda::ActiveModel {
        id: ActiveValue::Set(addendum.id),
        meeting_id: ActiveValue::Set(meeting.0),
        text: ActiveValue::Set(addendum.text.clone()),
        written_by: ActiveValue::Set(by.0),
        writer_id: ActiveValue::Set(addendum.writer.0),
        written_at: ActiveValue::Set(addendum.written_at.into()),
    };
    minutes_addenda::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// What was added to a meeting's minutes, the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn addenda(tx: &Tx, meeting: MeetingId) -> StoreResult<Vec<Addendum>> {
    let rows = minutes_addenda::Entity::find()
        .filter(minutes_addenda::Column::MeetingId.eq(meeting.0))
        .order_by(minutes_addenda::Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    let addendum = |row: minutes_addenda::Model| Addendum {
        id: row.id,
        text: row.text,
        writer: PersonId(row.writer_id),
        written_at: row.written_at.into(),
    };
    Ok(rows.into_iter().map(addendum).collect())
}
