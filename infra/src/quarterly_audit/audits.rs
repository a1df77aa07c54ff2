//! Audits.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, AuditId, OrganizationId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::quarterly_audit::{QuarterlyAudit, Signature};
use xianfeng_domain::time::Period;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::quarterly_audits::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

const OPEN: &str = "open";
const SIGNED: &str = "signed";

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// Opened before this one (ids sort by time).
    pub before: Option<AuditId>,
    /// At most so many.
    pub limit: u64,
}

/// Writes a new audit.
///
/// # Errors
/// [`StoreError::Duplicate`] when the branch's quarter has one.
pub async fn insert(tx: &Tx, audit: &QuarterlyAudit, by: AccountId) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(audit.id.0),
        organization_id: ActiveValue::Set(audit.organization.0),
        organization_path: ActiveValue::Set(audit.path.to_string()),
        period: ActiveValue::Set(audit.period.to_string()),
        state: ActiveValue::Set(OPEN.to_owned()),
        opened_by: ActiveValue::Set(by.0),
        opened_at: ActiveValue::Set(audit.opened_at.into()),
        signed_by: ActiveValue::Set(None),
        signed_at: ActiveValue::Set(None),
        meeting: ActiveValue::Set(None),
        version: ActiveValue::Set(1),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One audit within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: AuditId) -> StoreResult<Option<QuarterlyAudit>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// The audit of a branch and quarter, if it was opened.
///
/// # Errors
/// The database's fault.
pub async fn of_quarter(tx: &Tx, organization: OrganizationId, period: Period) -> StoreResult<Option<QuarterlyAudit>> {
    let row = Entity::find()
        .filter(Column::OrganizationId.eq(organization.0))
        .filter(Column::Period.eq(period.to_string()))
        .one(tx.conn())
        .await?;
    row.map(from_row).transpose()
}

/// Audits within reach, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, filter: &AuditFilter) -> StoreResult<Vec<QuarterlyAudit>> {
    let mut query = Entity::find().filter(within(Column::OrganizationPath, reach));
    if let Some(path) = &filter.organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Takes the turn for a change of an open audit; says whether it is open.
///
/// # Errors
/// The database's fault.
pub async fn take_turn(tx: &Tx, id: AuditId) -> StoreResult<bool> {
    let taken = Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(OPEN))
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Signs an open audit; says whether it was open.
///
/// # Errors
/// The database's fault.
pub async fn sign(tx: &Tx, id: AuditId, signature: &Signature) -> StoreResult<bool> {
    let signed = Entity::update_many()
        .col_expr(Column::State, Expr::value(SIGNED))
        .col_expr(Column::SignedBy, Expr::value(signature.by.0))
        .col_expr(Column::SignedAt, Expr::value(Moment::from(signature.at)))
        .col_expr(Column::Meeting, Expr::value(signature.meeting.clone()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(OPEN))
        .exec(tx.conn())
        .await?;
    Ok(signed.rows_affected == 1)
}

fn from_row(row: Model) -> StoreResult<QuarterlyAudit> {
    let unknown = |what: &str| StoreError::corrupt(format!("quarterly audit {}: {what}", row.id));
    let signature = match row.state.as_str() {
        OPEN => None,
        SIGNED => {
            let (by, at) = row.signed_by.zip(row.signed_at).ok_or_else(|| unknown("its signature"))?;
            Some(Signature { by: AccountId(by), at: at.into(), meeting: row.meeting.clone().unwrap_or_default() })
        }
        _ => return Err(unknown("its state")),
    };
    Ok(QuarterlyAudit {
        id: AuditId(row.id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        period: row.period.parse().map_err(|_| unknown("its quarter"))?,
        opened_at: row.opened_at.into(),
        signature,
    })
}
