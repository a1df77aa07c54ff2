//! Closing a meeting's list, and the points that it owes.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use xianfeng_domain::ids::{AttendanceId, MeetingId};
use xianfeng_domain::meetings::{Attendance, AttendanceState, Credit, LeaveState, MakeUpState, SignInWay};

use super::attendances::from_row;
use crate::db::{StoreResult, Tx};
use crate::entities::attendances::{Column, Entity};

/// Makes a meeting's list final: who was expected and is not on record is absent, and who is
/// present is owed points where the meeting gives some. Every row is written, so that what was
/// read before and is decided now starts again and finds the meeting closed.
///
/// # Errors
/// The database's fault.
pub async fn close_attendances(tx: &Tx, meeting: MeetingId, pays: bool) -> StoreResult<()> {
    let next = || Expr::col(Column::Version).add(1);
    let missing = Column::State.eq(AttendanceState::Expected.code()).and(Column::Expected.eq(true));
    let present = Column::State.eq(AttendanceState::Present.code());
    Entity::update_many()
        .col_expr(Column::Version, next())
        .filter(Column::MeetingId.eq(meeting.0))
        .exec(tx.conn())
        .await?;
    Entity::update_many()
        .col_expr(Column::State, Expr::value(AttendanceState::Absent.code()))
        .filter(Column::MeetingId.eq(meeting.0))
        .filter(missing)
        .exec(tx.conn())
        .await?;
    if pays {
        Entity::update_many()
            .col_expr(Column::Credit, Expr::value(Credit::Due.code()))
            .filter(Column::MeetingId.eq(meeting.0))
            .filter(present)
            .filter(Column::Credit.eq(Credit::None.code()))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// Some of those whose points are at a step, in the order in which members are locked.
///
/// # Errors
/// The database's fault.
pub async fn owed(tx: &Tx, meeting: MeetingId, credit: Credit, limit: u64) -> StoreResult<Vec<Attendance>> {
    let rows = Entity::find()
        .filter(Column::MeetingId.eq(meeting.0))
        .filter(Column::Credit.eq(credit.code()))
        .order_by(Column::MemberId, Order::Asc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Moves the points of one record a step on, if they are where they were read; says whether.
/// Whoever gets the row pays.
///
/// # Errors
/// The database's fault.
pub async fn claim_credit(tx: &Tx, id: AttendanceId, from: Credit, to: Credit) -> StoreResult<bool> {
    let claimed = Entity::update_many()
        .col_expr(Column::Credit, Expr::value(to.code()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Credit.eq(from.code()))
        .exec(tx.conn())
        .await?;
    Ok(claimed.rows_affected == 1)
}

/// How many of a meeting's list are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Expected in all.
    pub expected: i64,
    /// Of them, not on record yet.
    pub open: i64,
    /// Present, guests included.
    pub present: i64,
    /// Of them, who came without being expected.
    pub guests: i64,
    /// Of all, who took part from away.
    pub remote: i64,
    /// Away with leave.
    pub excused: i64,
    /// Absent.
    pub absent: i64,
    /// Made up for it.
    pub made_up: i64,
    /// Leave that waits for a decision.
    pub leave_asked: i64,
    /// Make-up study that waits for a decision.
    pub make_up_asked: i64,
    /// Points that closing the meeting again would pay.
    pub due: i64,
    /// Points that wait for another person.
    pub waiting: i64,
}

/// Counts a meeting's list.
///
/// # Errors
/// The database's fault.
pub async fn counts(tx: &Tx, meeting: MeetingId) -> StoreResult<Counts> {
    type Group = (bool, String, Option<String>, Option<String>, Option<String>, String, i64);
    let groups: Vec<Group> = Entity::find()
        .select_only()
        .columns([
            Column::Expected,
            Column::State,
            Column::Way,
            Column::LeaveState,
            Column::MakeUpState,
            Column::Credit,
        ])
        .column_as(Column::Id.count(), "rows")
        .filter(Column::MeetingId.eq(meeting.0))
        .group_by(Column::Expected)
        .group_by(Column::State)
        .group_by(Column::Way)
        .group_by(Column::LeaveState)
        .group_by(Column::MakeUpState)
        .group_by(Column::Credit)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut counts = Counts::default();
    for (expected, state, way, leave, make_up, credit, rows) in groups {
        let mut add = |counter: fn(&mut Counts) -> &mut i64, yes: bool| {
            *counter(&mut counts) += if yes { rows } else { 0 };
        };
        let is = |wanted: AttendanceState| state == wanted.code();
        add(|counts| &mut counts.expected, expected);
        add(|counts| &mut counts.open, expected && is(AttendanceState::Expected));
        add(|counts| &mut counts.present, is(AttendanceState::Present));
        add(|counts| &mut counts.guests, !expected && is(AttendanceState::Present));
        add(|counts| &mut counts.remote, way.as_deref() == Some(SignInWay::Remote.code()));
        add(|counts| &mut counts.excused, is(AttendanceState::Excused));
        add(|counts| &mut counts.absent, is(AttendanceState::Absent));
        add(|counts| &mut counts.made_up, is(AttendanceState::MadeUp));
        add(|counts| &mut counts.leave_asked, leave.as_deref() == Some(LeaveState::Asked.code()));
        add(|counts| &mut counts.make_up_asked, make_up.as_deref() == Some(MakeUpState::Asked.code()));
        add(|counts| &mut counts.due, credit == Credit::Due.code());
        add(|counts| &mut counts.waiting, credit == Credit::Waiting.code());
    }
    Ok(counts)
}
