//! Scans of points cards (一卡通).

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, DeclarationId, MemberId, OrganizationId};
use xianfeng_domain::organizations::OrganizationPath;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::card_scans::{ActiveModel, Column, Entity};
use crate::reach::within;

/// A scan: who was there, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardScan {
    /// Its id.
    pub id: Uuid,
    /// Whose card.
    pub member: MemberId,
    /// The organization that scanned it.
    pub host: OrganizationId,
    /// Its path.
    pub host_path: OrganizationPath,
    /// The account that scanned it.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
    /// The deed that was brought forward with it.
    pub declaration: Option<DeclarationId>,
}

/// Stores a scan.
///
/// # Errors
/// [`StoreError::Duplicate`] when the code has been scanned before.
pub async fn insert(tx: &Tx, scan: &CardScan, code_digest: &[u8; 32]) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(scan.id),
        code_digest: ActiveValue::Set(code_digest.to_vec()),
        member_id: ActiveValue::Set(scan.member.0),
        host_id: ActiveValue::Set(scan.host.0),
        host_path: ActiveValue::Set(scan.host_path.as_str().to_owned()),
        scanned_by: ActiveValue::Set(scan.by.0),
        scanned_at: ActiveValue::Set(scan.at.into()),
        declaration_id: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// A scan of an organization within reach.
///
/// # Errors
/// [`StoreError::Corrupt`] when the row cannot be read.
pub async fn find(tx: &Tx, reach: &Reach, id: Uuid) -> StoreResult<Option<CardScan>> {
    let row = Entity::find_by_id(id).filter(within(Column::HostPath, reach)).one(tx.conn()).await?;
    row.map(|row| {
        Ok(CardScan {
            id: row.id,
            member: MemberId(row.member_id),
            host: OrganizationId(row.host_id),
            host_path: row.host_path.parse().map_err(|_| StoreError::corrupt("the path of a scan"))?,
            by: AccountId(row.scanned_by),
            at: row.scanned_at.into(),
            declaration: row.declaration_id.map(DeclarationId),
        })
    })
    .transpose()
}

/// Notes the deed of a scan; says whether it had none.
///
/// # Errors
/// The database's fault.
pub async fn use_for(tx: &Tx, id: Uuid, declaration: DeclarationId) -> StoreResult<bool> {
    let used = Entity::update_many()
        .col_expr(Column::DeclarationId, Expr::value(declaration.0))
        .filter(Column::Id.eq(id))
        .filter(Column::DeclarationId.is_null())
        .exec(tx.conn())
        .await?;
    Ok(used.rows_affected == 1)
}
