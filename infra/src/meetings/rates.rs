//! Attendance over a period, for rates.

use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::meetings::{AttendanceState, MeetingState};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Period;

use super::attendances::reached;
use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::attendances::{Column, Entity};
use crate::entities::meetings;

/// How often a member, of a branch, was what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The member.
    pub member: MemberId,
    /// The branch on those days.
    pub branch: OrganizationId,
    /// What they were.
    pub state: AttendanceState,
    /// How often.
    pub times: u32,
}

/// The expected attendance of closed meetings in a period, of members who stood under an
/// organization then; by member.
///
/// # Errors
/// The database's fault.
pub async fn tallies(tx: &Tx, reach: &Reach, under: &OrganizationPath, period: Period) -> StoreResult<Vec<Tally>> {
    let closed = Query::select()
        .column(meetings::Column::Id)
        .from(meetings::Entity)
        .and_where(meetings::Column::State.eq(MeetingState::Closed.code()))
        .to_owned();
    let rows: Vec<(Uuid, Uuid, String, i64)> = Entity::find()
        .select_only()
        .columns([Column::MemberId, Column::BranchId, Column::State])
        .column_as(Column::Id.count(), "times")
        .filter(reached(reach))
        .filter(Column::BranchPath.starts_with(under.as_str()))
        .filter(Column::HeldOn.between(period.start(), period.last_day()))
        .filter(Column::Expected.eq(true))
        .filter(Column::MeetingId.in_subquery(closed))
        .group_by(Column::MemberId)
        .group_by(Column::BranchId)
        .group_by(Column::State)
        .order_by(Column::MemberId, Order::Asc)
        .into_tuple()
        .all(tx.conn())
        .await?;
    rows.into_iter()
        .map(|(member, branch, state, times)| {
            Ok(Tally {
                member: MemberId(member),
                branch: OrganizationId(branch),
                state: AttendanceState::from_code(&state)
                    .ok_or_else(|| StoreError::corrupt("an attendance's state"))?,
                times: u32::try_from(times).unwrap_or_default(),
            })
        })
        .collect()
}
