//! Attendance of meetings.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, AttendanceId, MeetingId, MemberId, OrganizationId};
use xianfeng_domain::meetings::{
    Attendance, AttendanceState, Credit, Leave, LeaveState, MakeUp, MakeUpState, SignInWay,
};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::attendances::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// So many rows go into one statement.
const ROWS_AT_ONCE: usize = 200;

/// Writes new records.
///
/// # Errors
/// [`StoreError::Duplicate`] when a member has one at the meeting already.
pub async fn insert(tx: &Tx, attendances: &[Attendance]) -> StoreResult<()> {
    for some in attendances.chunks(ROWS_AT_ONCE) {
        Entity::insert_many(some.iter().map(row)).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Records within reach: of the meeting's organization, or of the member's branch then.
pub(super) fn reached(reach: &Reach) -> Condition {
    Condition::any().add(within(Column::OrganizationPath, reach)).add(within(Column::BranchPath, reach))
}

/// One record within reach, or the member's own.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, own: Option<MemberId>, id: AttendanceId) -> StoreResult<Option<Attendance>> {
    let mut readable = reached(reach);
    if let Some(own) = own {
        readable = readable.add(Column::MemberId.eq(own.0));
    }
    Entity::find_by_id(id.0).filter(readable).one(tx.conn()).await?.map(from_row).transpose()
}

/// A member's record of a meeting.
///
/// # Errors
/// The database's fault.
pub async fn of_member(tx: &Tx, meeting: MeetingId, member: MemberId) -> StoreResult<Option<Attendance>> {
    let query = Entity::find().filter(Column::MeetingId.eq(meeting.0)).filter(Column::MemberId.eq(member.0));
    query.one(tx.conn()).await?.map(from_row).transpose()
}

/// A member's records of some meetings.
///
/// # Errors
/// The database's fault.
pub async fn own(
    tx: &Tx,
    member: MemberId,
    meetings: impl IntoIterator<Item = MeetingId>,
) -> StoreResult<HashMap<MeetingId, Attendance>> {
    let rows = Entity::find()
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::MeetingId.is_in(meetings.into_iter().map(|id| id.0)))
        .all(tx.conn())
        .await?;
    rows.into_iter().map(|row| Ok((MeetingId(row.meeting_id), from_row(row)?))).collect()
}

/// The whole list of a meeting, in the order in which members are locked.
///
/// # Errors
/// The database's fault.
pub async fn of_meeting(tx: &Tx, meeting: MeetingId) -> StoreResult<Vec<Attendance>> {
    let query = Entity::find().filter(Column::MeetingId.eq(meeting.0)).order_by(Column::MemberId, Order::Asc);
    query.all(tx.conn()).await?.into_iter().map(from_row).collect()
}

/// The part of a meeting's list within reach, in the order of its making.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reach: &Reach,
    meeting: MeetingId,
    after: Option<AttendanceId>,
    limit: u64,
) -> StoreResult<Vec<Attendance>> {
    let mut query = Entity::find().filter(Column::MeetingId.eq(meeting.0)).filter(reached(reach));
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.0));
    }
    let rows = query.order_by(Column::Id, Order::Asc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Writes a record that moved on from what was read. Points and settlement have their own
/// conditional updates.
///
/// # Errors
/// [`StoreError::Race`] when somebody else moved it first: the transaction starts again.
pub async fn advance(tx: &Tx, before: &Attendance, after: &Attendance) -> StoreResult<()> {
    let (leave, make_up) = (after.leave.as_ref(), after.make_up.as_ref());
    let advanced = Entity::update_many()
        .col_expr(Column::BranchId, Expr::value(after.branch.0))
        .col_expr(Column::BranchPath, Expr::value(after.branch_path.to_string()))
        .col_expr(Column::HeldOn, Expr::value(after.held_on))
        .col_expr(Column::Expected, Expr::value(after.expected))
        .col_expr(Column::State, Expr::value(after.state.code()))
        .col_expr(Column::Way, Expr::value(after.way.map(SignInWay::code)))
        .col_expr(Column::RecordedBy, Expr::value(after.recorded_by.map(|by| by.0)))
        .col_expr(Column::RecordedAt, Expr::value(after.recorded_at.map(Moment::from)))
        .col_expr(Column::LeaveState, Expr::value(leave.map(|leave| leave.state.code())))
        .col_expr(Column::LeaveReason, Expr::value(leave.map(|leave| leave.reason.clone())))
        .col_expr(Column::LeaveAnswer, Expr::value(leave.and_then(|leave| leave.answer.clone())))
        .col_expr(Column::LeaveDecidedBy, Expr::value(leave.and_then(|leave| leave.decided_by).map(|by| by.0)))
        .col_expr(Column::MakeUpState, Expr::value(make_up.map(|make_up| make_up.state.code())))
        .col_expr(Column::MakeUpWhat, Expr::value(make_up.map(|make_up| make_up.what.clone())))
        .col_expr(Column::MakeUpOn, Expr::value(make_up.map(|make_up| make_up.on)))
        .col_expr(Column::MakeUpAskedBy, Expr::value(make_up.map(|make_up| make_up.asked_by.0)))
        .col_expr(Column::MakeUpAnswer, Expr::value(make_up.and_then(|make_up| make_up.answer.clone())))
        .col_expr(Column::MakeUpDecidedBy, Expr::value(make_up.and_then(|make_up| make_up.decided_by).map(|by| by.0)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(before.id.0))
        .filter(Column::Version.eq(i64::try_from(before.version).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    if advanced.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("an attendance")) }
}

fn row(attendance: &Attendance) -> ActiveModel {
    let (leave, make_up) = (attendance.leave.as_ref(), attendance.make_up.as_ref());
    ActiveModel {
        id: ActiveValue::Set(attendance.id.0),
        meeting_id: ActiveValue::Set(attendance.meeting.0),
        organization_path: ActiveValue::Set(attendance.path.to_string()),
        member_id: ActiveValue::Set(attendance.member.0),
        branch_id: ActiveValue::Set(attendance.branch.0),
        branch_path: ActiveValue::Set(attendance.branch_path.to_string()),
        held_on: ActiveValue::Set(attendance.held_on),
        expected: ActiveValue::Set(attendance.expected),
        state: ActiveValue::Set(attendance.state.code().to_owned()),
        way: ActiveValue::Set(attendance.way.map(|way| way.code().to_owned())),
        recorded_by: ActiveValue::Set(attendance.recorded_by.map(|by| by.0)),
        recorded_at: ActiveValue::Set(attendance.recorded_at.map(Into::into)),
        leave_state: ActiveValue::Set(leave.map(|leave| leave.state.code().to_owned())),
        leave_reason: ActiveValue::Set(leave.map(|leave| leave.reason.clone())),
        leave_answer: ActiveValue::Set(leave.and_then(|leave| leave.answer.clone())),
        leave_decided_by: ActiveValue::Set(leave.and_then(|leave| leave.decided_by).map(|by| by.0)),
        make_up_state: ActiveValue::Set(make_up.map(|make_up| make_up.state.code().to_owned())),
        make_up_what: ActiveValue::Set(make_up.map(|make_up| make_up.what.clone())),
        make_up_on: ActiveValue::Set(make_up.map(|make_up| make_up.on)),
        make_up_asked_by: ActiveValue::Set(make_up.map(|make_up| make_up.asked_by.0)),
        make_up_answer: ActiveValue::Set(make_up.and_then(|make_up| make_up.answer.clone())),
        make_up_decided_by: ActiveValue::Set(make_up.and_then(|make_up| make_up.decided_by).map(|by| by.0)),
        credit: ActiveValue::Set(attendance.credit.code().to_owned()),
        audit_id: ActiveValue::Set(None),
        settled_at: ActiveValue::Set(None),
        version: ActiveValue::Set(1),
    }
}

pub(super) fn from_row(row: Model) -> StoreResult<Attendance> {
    let unknown = |what: &str| StoreError::corrupt(format!("attendance {}: {what}", row.id));
    let leave = match (&row.leave_state, &row.leave_reason) {
        (Some(state), Some(reason)) => Some(Leave {
            reason: reason.clone(),
            state: LeaveState::from_code(state).ok_or_else(|| unknown("its leave"))?,
            answer: row.leave_answer.clone(),
            decided_by: row.leave_decided_by.map(AccountId),
        }),
        _ => None,
    };
    let make_up = match (&row.make_up_state, &row.make_up_what, row.make_up_on, row.make_up_asked_by) {
        (Some(state), Some(what), Some(on), Some(asked_by)) => Some(MakeUp {
            what: what.clone(),
            on,
            asked_by: AccountId(asked_by),
            state: MakeUpState::from_code(state).ok_or_else(|| unknown("its make-up study"))?,
            answer: row.make_up_answer.clone(),
            decided_by: row.make_up_decided_by.map(AccountId),
        }),
        _ => None,
    };
    let way = row.way.as_deref().map(|way| SignInWay::from_code(way).ok_or_else(|| unknown("its way")));
    Ok(Attendance {
        id: AttendanceId(row.id),
        meeting: MeetingId(row.meeting_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        member: MemberId(row.member_id),
        branch: OrganizationId(row.branch_id),
        branch_path: row.branch_path.parse().map_err(|_| unknown("its branch"))?,
        held_on: row.held_on,
        expected: row.expected,
        state: AttendanceState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        way: way.transpose()?,
        recorded_by: row.recorded_by.map(AccountId),
        recorded_at: row.recorded_at.map(Into::into),
        leave,
        make_up,
        credit: Credit::from_code(&row.credit).ok_or_else(|| unknown("its points"))?,
        settled: row.settled_at.is_some(),
        version: u64::try_from(row.version).unwrap_or_default(),
    })
}
