//! The audit log: every write, and every read that discloses personal data.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, PersonId};
use xianfeng_domain::organizations::OrganizationPath;

use crate::db::{StoreResult, Tx};
use crate::entities::audit_log::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// A line of the log. It holds ids and codes, never names, phones, tokens or codes to log in with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The account that acted; none for the command line.
    pub account: Option<AccountId>,
    /// The person behind it.
    pub person: Option<PersonId>,
    /// On whose behalf.
    pub on_behalf_of: Option<PersonId>,
    /// What was done, such as `claims.approve`.
    pub action: String,
    /// What kind of thing it was done to.
    pub subject_kind: Option<&'static str>,
    /// Which one.
    pub subject: Option<Uuid>,
    /// Where it belongs.
    pub organization: Option<OrganizationPath>,
    /// From where.
    pub ip: Option<String>,
    /// The request.
    pub request_id: Option<String>,
    /// What else is worth knowing.
    pub detail: Option<String>,
}

/// A line as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its id; ids sort by time.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub account: Option<AccountId>,
    /// The person behind it.
    pub person: Option<PersonId>,
    /// As whom.
    pub on_behalf_of: Option<PersonId>,
    /// What.
    pub action: String,
    /// To what kind of thing.
    pub subject_kind: Option<String>,
    /// To which one.
    pub subject: Option<Uuid>,
    /// From where.
    pub ip: Option<String>,
    /// The request.
    pub request_id: Option<String>,
    /// What else.
    pub detail: Option<String>,
}

impl From<Model> for Line {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            at: row.at.into(),
            account: row.account_id.map(AccountId),
            person: row.person_id.map(PersonId),
            on_behalf_of: row.on_behalf_of.map(PersonId),
            action: row.action,
            subject_kind: row.subject_kind,
            subject: row.subject_id,
            ip: row.ip,
            request_id: row.request_id,
            detail: row.detail,
        }
    }
}

/// Writes a line.
///
/// # Errors
/// The database's fault.
pub async fn write(tx: &Tx, record: Record, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        at: ActiveValue::Set(now.into()),
        account_id: ActiveValue::Set(record.account.map(Into::into)),
        person_id: ActiveValue::Set(record.person.map(Into::into)),
        on_behalf_of: ActiveValue::Set(record.on_behalf_of.map(Into::into)),
        action: ActiveValue::Set(record.action),
        subject_kind: ActiveValue::Set(record.subject_kind.map(str::to_owned)),
        subject_id: ActiveValue::Set(record.subject),
        organization_path: ActiveValue::Set(record.organization.map(|path| path.to_string())),
        ip: ActiveValue::Set(record.ip),
        request_id: ActiveValue::Set(record.request_id),
        detail: ActiveValue::Set(record.detail),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Lines within reach, the newest first; `subject` narrows to what happened to one thing.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reach: &Reach,
    subject: Option<Uuid>,
    before: Option<Uuid>,
    limit: u64,
) -> StoreResult<Vec<Line>> {
    let mut query = Entity::find().filter(within(Column::OrganizationPath, reach));
    if let Some(subject) = subject {
        query = query.filter(Column::SubjectId.eq(subject));
    }
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}
