//! Absences that wait for the quarterly audit (S2-4): the committee decides on each, nothing is
//! deducted before.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AttendanceId, AuditId, MeetingId, MemberId, OrganizationId, RuleBookId};
use xianfeng_domain::meetings::{AttendanceState, MakeUpState, MeetingState};
use xianfeng_domain::time::{Day, Period};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::attendances::{Column, Entity, Model};
use crate::entities::meetings;
use crate::reach::within;

/// An absence for which something may be deducted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The attendance record: the source of a deduction.
    pub attendance: AttendanceId,
    /// The meeting.
    pub meeting: MeetingId,
    /// Who was absent.
    pub member: MemberId,
    /// The member's branch on that day.
    pub branch: OrganizationId,
    /// The meeting's day.
    pub day: Day,
    /// The meeting's title.
    pub title: String,
    /// The deduction's item.
    pub item: String,
    /// The rule-book version of the item.
    pub rule_book: RuleBookId,
    /// Make-up study waits for the secretary: decide on it first.
    pub make_up_asked: bool,
}

/// The absences of a period, by the meeting's day, that nothing has settled: of closed meetings that
/// name an item for it, of members who were expected and stood within reach then; by day and member.
///
/// # Errors
/// The database's fault.
pub async fn unsettled_absences(tx: &Tx, reach: &Reach, period: Period) -> StoreResult<Vec<Absence>> {
    let scored = Query::select()
        .column(meetings::Column::Id)
        .from(meetings::Entity)
        .and_where(meetings::Column::State.eq(MeetingState::Closed.code()))
        .and_where(meetings::Column::AbsenceItem.is_not_null())
        .to_owned();
    let absences = Entity::find()
        .filter(within(Column::BranchPath, reach))
        .filter(Column::HeldOn.between(period.start(), period.last_day()))
        .filter(Column::State.eq(AttendanceState::Absent.code()))
        .filter(Column::Expected.eq(true))
        .filter(Column::SettledAt.is_null())
        .filter(Column::MeetingId.in_subquery(scored))
        .order_by(Column::HeldOn, Order::Asc)
        .order_by(Column::MemberId, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    let ids = absences.iter().map(|row| row.meeting_id);
    let found = meetings::Entity::find().filter(meetings::Column::Id.is_in(ids)).all(tx.conn()).await?;
    let of = |row: &Model| found.iter().find(|meeting| meeting.id == row.meeting_id);
    absences.iter().map(|row| absence(row, of(row))).collect()
}

fn absence(row: &Model, meeting: Option<&meetings::Model>) -> StoreResult<Absence> {
    let unknown = || StoreError::corrupt(format!("attendance {}: an absence without its item", row.id));
    let meeting = meeting.ok_or_else(unknown)?;
    Ok(Absence {
        attendance: AttendanceId(row.id),
        meeting: MeetingId(row.meeting_id),
        member: MemberId(row.member_id),
        branch: OrganizationId(row.branch_id),
        day: row.held_on,
        title: meeting.title.clone(),
        item: meeting.absence_item.clone().ok_or_else(unknown)?,
        rule_book: meeting.rule_book_id.map(RuleBookId).ok_or_else(unknown)?,
        make_up_asked: row.make_up_state.as_deref() == Some(MakeUpState::Asked.code()),
    })
}

/// Settles an absence by a signed audit, whether or not something is deducted; says whether it
/// still was one that nothing had settled. Nothing changes it afterwards.
///
/// # Errors
/// The database's fault.
pub async fn mark_settled(tx: &Tx, id: AttendanceId, audit: AuditId, now: DateTime<Utc>) -> StoreResult<bool> {
    let settled = Entity::update_many()
        .col_expr(Column::AuditId, Expr::value(audit.0))
        .col_expr(Column::SettledAt, Expr::value(Moment::from(now)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(AttendanceState::Absent.code()))
        .filter(Column::SettledAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(settled.rows_affected == 1)
}
