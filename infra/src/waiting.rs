//! What waits for a decision: before a period is closed, since it would count in the next unit, and for somebody's
//! first screen.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::declarations::DeclarationState;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::meetings::{LeaveState, MakeUpState};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::tasks::ClaimState;
use xianfeng_domain::time::{Day, Period};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::{attendances, claims, declarations, meetings, quarterly_audits};
use crate::reach::within;

/// What waits at an organization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Claims handed in and not reviewed.
    pub claims: u64,
    /// Declarations not decided.
    pub declarations: u64,
    /// Quarterly audits not signed.
    pub audits: u64,
}

impl Waiting {
    /// With another.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            claims: self.claims + other.claims,
            declarations: self.declarations + other.declarations,
            audits: self.audits + other.audits,
        }
    }
}

/// What waits in a township whose deeds lie before the end of a period, by the organization that decides.
///
/// # Errors
/// The database's fault.
pub async fn waiting(
    tx: &Tx,
    township: &OrganizationPath,
    last_day: Day,
    quarters: &[Period],
) -> StoreResult<BTreeMap<OrganizationId, Waiting>> {
    let reach = Reach::under(township.clone());
    let mut found: BTreeMap<OrganizationId, Waiting> = BTreeMap::new();
    let handed_in: Vec<(Uuid, i64)> = claims::Entity::find()
        .select_only()
        .column(claims::Column::ReviewOrganizationId)
        .column_as(claims::Column::Id.count(), "count")
        .filter(within(claims::Column::OrganizationPath, &reach))
        .filter(claims::Column::State.eq(ClaimState::Submitted.code()))
        .filter(claims::Column::DeedOn.is_null().or(claims::Column::DeedOn.lte(last_day)))
        .group_by(claims::Column::ReviewOrganizationId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    for (organization, count) in handed_in {
        found.entry(OrganizationId(organization)).or_default().claims = counted(count)?;
    }
    let open: Vec<(Uuid, i64)> = declarations::Entity::find()
        .select_only()
        .column(declarations::Column::ReviewOrganizationId)
        .column_as(declarations::Column::Id.count(), "count")
        .filter(within(declarations::Column::OrganizationPath, &reach))
        .filter(declarations::Column::State.eq(DeclarationState::Open.code()))
        .filter(declarations::Column::DeedOn.lte(last_day))
        .group_by(declarations::Column::ReviewOrganizationId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    for (organization, count) in open {
        found.entry(OrganizationId(organization)).or_default().declarations = counted(count)?;
    }
    let unsigned: Vec<(Uuid, i64)> = quarterly_audits::Entity::find()
        .select_only()
        .column(quarterly_audits::Column::OrganizationId)
        .column_as(quarterly_audits::Column::Id.count(), "count")
        .filter(within(quarterly_audits::Column::OrganizationPath, &reach))
        .filter(quarterly_audits::Column::SignedAt.is_null())
        .filter(quarterly_audits::Column::Period.is_in(quarters.iter().map(ToString::to_string)))
        .group_by(quarterly_audits::Column::OrganizationId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    for (organization, count) in unsigned {
        found.entry(OrganizationId(organization)).or_default().audits = counted(count)?;
    }
    Ok(found)
}

fn counted(count: i64) -> StoreResult<u64> {
    u64::try_from(count).map_err(|_| StoreError::corrupt("a count"))
}

/// What waits for somebody to decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ToDecide {
    /// Claims handed in.
    pub claims: u64,
    /// Declarations.
    pub declarations: u64,
    /// Leave asked for meetings.
    pub leave: u64,
    /// Make-up study.
    pub make_ups: u64,
}

/// What waits at the organizations where somebody reviews and where they register; not their own.
///
/// # Errors
/// The database's fault.
pub async fn to_decide(
    tx: &Tx,
    reviews: &[OrganizationId],
    registers: &[OrganizationId],
    own: Option<MemberId>,
) -> StoreResult<ToDecide> {
    let mut found = ToDecide::default();
    let own = own.map(|own| own.0).unwrap_or_default();
    if !reviews.is_empty() {
        let here: Vec<Uuid> = reviews.iter().map(|id| id.0).collect();
        found.claims = claims::Entity::find()
            .filter(claims::Column::ReviewOrganizationId.is_in(here.iter().copied()))
            .filter(claims::Column::State.eq(ClaimState::Submitted.code()))
            .filter(claims::Column::MemberId.ne(own))
            .count(tx.conn())
            .await?;
        found.declarations = declarations::Entity::find()
            .filter(declarations::Column::ReviewOrganizationId.is_in(here))
            .filter(declarations::Column::State.eq(DeclarationState::Open.code()))
            .filter(declarations::Column::MemberId.ne(own))
            .count(tx.conn())
            .await?;
    }
    if !registers.is_empty() {
        let asked = || {
            let meetings = meetings::Entity::find().select_only().column(meetings::Column::Id);
            let here = meetings.filter(meetings::Column::OrganizationId.is_in(registers.iter().map(|id| id.0)));
            attendances::Entity::find()
                .filter(attendances::Column::MeetingId.in_subquery(here.into_query()))
                .filter(attendances::Column::MemberId.ne(own))
        };
        let leave = attendances::Column::LeaveState.eq(LeaveState::Asked.code());
        found.leave = asked().filter(leave).count(tx.conn()).await?;
        let make_up = attendances::Column::MakeUpState.eq(MakeUpState::Asked.code());
        found.make_ups = asked().filter(make_up).count(tx.conn()).await?;
    }
    Ok(found)
}
