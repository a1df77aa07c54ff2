//! Meetings.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, MeetingId, MemberId, OrganizationId, RuleBookId};
use xianfeng_domain::meetings::{Audience, Award, Meeting, MeetingKind, MeetingState, Turnout};
use xianfeng_domain::organizations::OrganizationPath;

use crate::db::{Hundredths, Moment, StoreError, StoreResult, Tx};
use crate::entities::meetings::{ActiveModel, Column, Entity, Model};
use crate::entities::{attendances, meeting_members, meeting_months};
use crate::reach::within;

/// Taking part from away counts as coming.
const COUNTED: &str = "counted";

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct MeetingFilter {
    /// In a state.
    pub state: Option<MeetingState>,
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// Starting at this instant or later.
    pub from: Option<DateTime<Utc>>,
    /// Starting before this instant.
    pub to: Option<DateTime<Utc>>,
    /// After this one in the list: its start and id.
    pub before: Option<(DateTime<Utc>, MeetingId)>,
    /// At most so many.
    pub limit: u64,
}

/// Writes a new meeting.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, meeting: &Meeting, by: AccountId, now: DateTime<Utc>) -> StoreResult<()> {
    let (attendance_item, attendance_points) = columns(meeting.attendance.as_ref());
    let (make_up_item, make_up_points) = columns(meeting.make_up.as_ref());
    let row = ActiveModel {
        id: ActiveValue::Set(meeting.id.0),
        organization_id: ActiveValue::Set(meeting.organization.0),
        organization_path: ActiveValue::Set(meeting.path.to_string()),
        kind: ActiveValue::Set(meeting.kind.code().to_owned()),
        title: ActiveValue::Set(meeting.title.clone()),
        place: ActiveValue::Set(meeting.place.clone()),
        starts_at: ActiveValue::Set(meeting.starts_at.into()),
        ends_at: ActiveValue::Set(meeting.ends_at.into()),
        held_on: ActiveValue::Set(meeting.day()),
        parts: ActiveValue::Set(lines(&meeting.parts)),
        audience: ActiveValue::Set(audience_code(&meeting.audience).to_owned()),
        rule_book_id: ActiveValue::Set(meeting.rule_book.map(Into::into)),
        attendance_item: ActiveValue::Set(attendance_item),
        attendance_points: ActiveValue::Set(attendance_points),
        absence_item: ActiveValue::Set(meeting.absence.clone()),
        make_up_item: ActiveValue::Set(make_up_item),
        make_up_points: ActiveValue::Set(make_up_points),
        state: ActiveValue::Set(meeting.state.code().to_owned()),
        end_reason: ActiveValue::Set(meeting.end_reason.clone()),
        guests: ActiveValue::Set(0),
        version: ActiveValue::Set(1),
        created_by: ActiveValue::Set(by.0),
        created_at: ActiveValue::Set(now.into()),
        closed_by: ActiveValue::Set(None),
        closed_at: ActiveValue::Set(None),
        remote_presence: ActiveValue::Set(Some(presence(meeting).to_owned())),
        quorum_permille: ActiveValue::Set(meeting.quorum.map(i64::from)),
        voters: ActiveValue::Set(None),
        voters_present: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    insert_members(tx, meeting).await
}

async fn insert_members(tx: &Tx, meeting: &Meeting) -> StoreResult<()> {
    let Audience::Named(members) = &meeting.audience else { return Ok(()) };
    let rows = members.iter().map(|member| meeting_members::ActiveModel {
        meeting_id: ActiveValue::Set(meeting.id.0),
        member_id: ActiveValue::Set(member.0),
    });
    meeting_members::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One meeting within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: MeetingId) -> StoreResult<Option<Meeting>> {
    one(tx, Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach))).await
}

/// One meeting that a member may know of: of an organization on the path of their branch, or one
/// that has them on its list although they have moved since.
///
/// # Errors
/// The database's fault.
pub async fn find_for_member(
    tx: &Tx,
    branch: &OrganizationPath,
    member: MemberId,
    id: MeetingId,
) -> StoreResult<Option<Meeting>> {
    let known = Condition::any().add(on_path(branch)).add(Column::Id.in_subquery(attended(member)));
    one(tx, Entity::find_by_id(id.0).filter(known)).await
}

async fn one(tx: &Tx, select: Select<Entity>) -> StoreResult<Option<Meeting>> {
    let row = select.one(tx.conn()).await?;
    Ok(with_members(tx, row.into_iter().collect()).await?.pop())
}

fn on_path(branch: &OrganizationPath) -> Condition {
    Condition::all().add(Column::OrganizationId.is_in(branch.ids().map(|id| id.0)))
}

/// The meetings that have a member on their list.
fn attended(member: MemberId) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(attendances::Column::MeetingId)
        .from(attendances::Entity)
        .and_where(attendances::Column::MemberId.eq(member.0))
        .to_owned()
}

/// Meetings within reach, and those of the organizations on a branch's path; the latest first.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reach: &Reach,
    branch: Option<&OrganizationPath>,
    filter: &MeetingFilter,
) -> StoreResult<Vec<Meeting>> {
    let mut readable = Condition::any().add(within(Column::OrganizationPath, reach));
    if let Some(branch) = branch {
        readable = readable.add(on_path(branch));
    }
    listed(tx, Entity::find().filter(readable), filter).await
}

/// The meetings of one member: those that have them on the list, and those announced to their
/// branch, or to them by name; the latest first.
///
/// # Errors
/// The database's fault.
pub async fn of_one(
    tx: &Tx,
    branch: &OrganizationPath,
    member: MemberId,
    filter: &MeetingFilter,
) -> StoreResult<Vec<Meeting>> {
    let named = Query::select()
        .column(meeting_members::Column::MeetingId)
        .from(meeting_members::Entity)
        .and_where(meeting_members::Column::MemberId.eq(member.0))
        .to_owned();
    let meant = Condition::any().add(Column::Audience.eq("all")).add(Column::Id.in_subquery(named));
    let announced = on_path(branch).add(Column::State.ne(MeetingState::Closed.code())).add(meant);
    let mine = Condition::any().add(announced).add(Column::Id.in_subquery(attended(member)));
    listed(tx, Entity::find().filter(mine), filter).await
}

async fn listed(tx: &Tx, mut query: Select<Entity>, filter: &MeetingFilter) -> StoreResult<Vec<Meeting>> {
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.code()));
    }
    if let Some(path) = &filter.organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(from) = filter.from {
        query = query.filter(Column::StartsAt.gte(Moment::from(from)));
    }
    if let Some(to) = filter.to {
        query = query.filter(Column::StartsAt.lt(Moment::from(to)));
    }
    if let Some((starts_at, id)) = filter.before {
        let starts_at = Moment::from(starts_at);
        let beside = Condition::all().add(Column::StartsAt.eq(starts_at)).add(Column::Id.lt(id.0));
        query = query.filter(Condition::any().add(Column::StartsAt.lt(starts_at)).add(beside));
    }
    let query = query.order_by(Column::StartsAt, Order::Desc).order_by(Column::Id, Order::Desc);
    with_members(tx, query.limit(filter.limit).all(tx.conn()).await?).await
}

async fn with_members(tx: &Tx, rows: Vec<Model>) -> StoreResult<Vec<Meeting>> {
    let ids: Vec<Uuid> = rows.iter().filter(|row| row.audience != "all").map(|row| row.id).collect();
    let mut named: HashMap<Uuid, Vec<MemberId>> = HashMap::new();
    if !ids.is_empty() {
        let members = meeting_members::Entity::find()
            .filter(meeting_members::Column::MeetingId.is_in(ids))
            .order_by(meeting_members::Column::MemberId, Order::Asc)
            .all(tx.conn())
            .await?;
        for row in members {
            named.entry(row.meeting_id).or_default().push(MemberId(row.member_id));
        }
    }
    rows.into_iter().map(|row| from_row(named.remove(&row.id).unwrap_or_default(), row)).collect()
}

/// Writes what an edit or a change of state may change, if the version still is what it was made
/// on; says whether. `closed` is who closes it and when.
///
/// # Errors
/// The database's fault.
pub async fn update(
    tx: &Tx,
    meeting: &Meeting,
    version: u64,
    closed: Option<(AccountId, DateTime<Utc>)>,
) -> StoreResult<bool> {
    let (attendance_item, attendance_points) = columns(meeting.attendance.as_ref());
    let (make_up_item, make_up_points) = columns(meeting.make_up.as_ref());
    let mut update = Entity::update_many()
        .col_expr(Column::Kind, Expr::value(meeting.kind.code()))
        .col_expr(Column::Title, Expr::value(meeting.title.clone()))
        .col_expr(Column::Place, Expr::value(meeting.place.clone()))
        .col_expr(Column::StartsAt, Expr::value(Moment::from(meeting.starts_at)))
        .col_expr(Column::EndsAt, Expr::value(Moment::from(meeting.ends_at)))
        .col_expr(Column::HeldOn, Expr::value(meeting.day()))
        .col_expr(Column::Parts, Expr::value(lines(&meeting.parts)))
        .col_expr(Column::Audience, Expr::value(audience_code(&meeting.audience)))
        .col_expr(Column::RuleBookId, Expr::value(meeting.rule_book.map(|id| id.0)))
        .col_expr(Column::AttendanceItem, Expr::value(attendance_item))
        .col_expr(Column::AttendancePoints, Expr::value(attendance_points))
        .col_expr(Column::AbsenceItem, Expr::value(meeting.absence.clone()))
        .col_expr(Column::MakeUpItem, Expr::value(make_up_item))
        .col_expr(Column::MakeUpPoints, Expr::value(make_up_points))
        .col_expr(Column::RemotePresence, Expr::value(presence(meeting)))
        .col_expr(Column::QuorumPermille, Expr::value(meeting.quorum.map(i64::from)))
        .col_expr(Column::State, Expr::value(meeting.state.code()))
        .col_expr(Column::EndReason, Expr::value(meeting.end_reason.clone()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(meeting.id.0))
        .filter(Column::Version.eq(i64::try_from(version).unwrap_or(i64::MAX)));
    if let Some((by, at)) = closed {
        update = update
            .col_expr(Column::ClosedBy, Expr::value(by.0))
            .col_expr(Column::ClosedAt, Expr::value(Moment::from(at)));
    }
    if update.exec(tx.conn()).await?.rows_affected != 1 {
        return Ok(false);
    }
    if meeting.state == MeetingState::Planned {
        let old = meeting_members::Column::MeetingId.eq(meeting.id.0);
        meeting_members::Entity::delete_many().filter(old).exec(tx.conn()).await?;
        insert_members(tx, meeting).await?;
    }
    Ok(true)
}

/// Counts a guest, if the meeting is open; says whether. Writing the meeting's row is what keeps a
/// guest from coming in while it closes.
///
/// # Errors
/// The database's fault.
pub async fn admit(tx: &Tx, id: MeetingId) -> StoreResult<bool> {
    let admitted = Entity::update_many()
        .col_expr(Column::Guests, Expr::col(Column::Guests).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(MeetingState::Open.code()))
        .exec(tx.conn())
        .await?;
    Ok(admitted.rows_affected == 1)
}

/// Writes who had a vote and who of them was present, once a meeting is closed.
///
/// # Errors
/// The database's fault.
pub async fn set_turnout(tx: &Tx, id: MeetingId, turnout: Turnout) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::Voters, Expr::value(i64::from(turnout.voters)))
        .col_expr(Column::VotersPresent, Expr::value(i64::from(turnout.present)))
        .filter(Column::Id.eq(id.0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The months of a year's plan that have their meeting already.
///
/// # Errors
/// The database's fault.
pub async fn planned_months(tx: &Tx, organization: OrganizationId, kind: MeetingKind) -> StoreResult<HashSet<String>> {
    use meeting_months::Column;
    let rows = meeting_months::Entity::find()
        .filter(Column::OrganizationId.eq(organization.0))
        .filter(Column::Kind.eq(kind.code()))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| row.month).collect())
}

/// Gives a month of a year's plan its meeting.
///
/// # Errors
/// [`StoreError::Race`] when it got one meanwhile.
pub async fn plan_month(tx: &Tx, meeting: &Meeting, month: &str) -> StoreResult<()> {
    let row = meeting_months::ActiveModel {
        organization_id: ActiveValue::Set(meeting.organization.0),
        kind: ActiveValue::Set(meeting.kind.code().to_owned()),
        month: ActiveValue::Set(month.to_owned()),
        meeting_id: ActiveValue::Set(meeting.id.0),
    };
    match meeting_months::Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Err(StoreError::Duplicate) => Err(StoreError::Race("a month of a year's plan")),
        other => other.map(drop),
    }
}

/// Frees the month of a meeting that was called off.
///
/// # Errors
/// The database's fault.
pub async fn free_month(tx: &Tx, meeting: MeetingId) -> StoreResult<()> {
    let months = meeting_months::Entity::delete_many().filter(meeting_months::Column::MeetingId.eq(meeting.0));
    months.exec(tx.conn()).await?;
    Ok(())
}

const fn presence(meeting: &Meeting) -> &'static str {
    if meeting.remote_counts { COUNTED } else { "noted" }
}

const fn audience_code(audience: &Audience) -> &'static str {
    match audience {
        Audience::All => "all",
        Audience::Named(_) => "named",
    }
}

fn columns(award: Option<&Award>) -> (Option<String>, Option<Hundredths>) {
    (award.map(|award| award.item.clone()), award.map(|award| award.points.into()))
}

fn lines(parts: &[String]) -> Option<String> {
    (!parts.is_empty()).then(|| parts.join("\n"))
}

fn from_row(named: Vec<MemberId>, row: Model) -> StoreResult<Meeting> {
    let unknown = |what: &str| StoreError::corrupt(format!("meeting {}: {what}", row.id));
    let count = |count: Option<i64>| count.and_then(|count| u32::try_from(count).ok());
    let award = |item: Option<String>, points: Option<Hundredths>| {
        item.zip(points).map(|(item, points)| Award { item, points: points.into() })
    };
    Ok(Meeting {
        id: MeetingId(row.id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        kind: MeetingKind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?,
        starts_at: row.starts_at.into(),
        ends_at: row.ends_at.into(),
        parts: row.parts.as_deref().unwrap_or_default().lines().map(str::to_owned).collect(),
        audience: if row.audience == "all" { Audience::All } else { Audience::Named(named) },
        rule_book: row.rule_book_id.map(RuleBookId),
        state: MeetingState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        version: u64::try_from(row.version).unwrap_or_default(),
        remote_counts: row.remote_presence.as_deref() == Some(COUNTED),
        quorum: row.quorum_permille.and_then(|permille| u16::try_from(permille).ok()),
        turnout: count(row.voters).zip(count(row.voters_present)).map(|(voters, present)| Turnout { voters, present }),
        attendance: award(row.attendance_item, row.attendance_points),
        absence: row.absence_item,
        make_up: award(row.make_up_item, row.make_up_points),
        title: row.title,
        place: row.place,
        end_reason: row.end_reason,
    })
}
