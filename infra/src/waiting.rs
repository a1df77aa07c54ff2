//! What waits for a decision before a period is closed: it would count in the next unit.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::declarations::DeclarationState;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::tasks::ClaimState;
use xianfeng_domain::time::{Day, Period};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::{claims, declarations, quarterly_audits};
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
