//! Zeroings and vetoes: who decided them, why, and whether they stand. What they took stands in the
//! ledger.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, MemberId, OrganizationId, RuleBookId, ZeroingId};
use xianfeng_domain::ledger::EntryKind;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Day;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::zeroings::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// A zeroing or veto of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZeroingRow {
    /// Its id, the source of its entries.
    pub id: ZeroingId,
    /// Whose points.
    pub member: MemberId,
    /// Under whose rule book.
    pub owner: OrganizationId,
    /// The member's branch on the day.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// [`EntryKind::Zeroing`] or [`EntryKind::Veto`].
    pub kind: EntryKind,
    /// The rule-book item.
    pub item: String,
    /// The version that holds the item.
    pub rule_book: RuleBookId,
    /// The day of what happened.
    pub day: Day,
    /// The day whose month, quarter and year are zeroed.
    pub counts_on: Day,
    /// The place of its first entry in the member's ledger.
    pub marker: u64,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub decided_by: AccountId,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// For a veto: the last day on which the member is kept out of grades and settlement.
    pub keeps_out_until: Option<Day>,
    /// Its lifting, if it was lifted.
    pub lifted: Option<Lifted>,
}

/// How a zeroing ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifted {
    /// When.
    pub at: DateTime<Utc>,
    /// Who decided it.
    pub by: AccountId,
    /// Why.
    pub reason: String,
}

/// Writes a new one.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, zeroing: &ZeroingRow) -> StoreResult<()> {
    let lifted = zeroing.lifted.as_ref();
    let row = ActiveModel {
        id: ActiveValue::Set(zeroing.id.0),
        member_id: ActiveValue::Set(zeroing.member.0),
        owner_id: ActiveValue::Set(zeroing.owner.0),
        organization_id: ActiveValue::Set(zeroing.organization.0),
        organization_path: ActiveValue::Set(zeroing.path.as_str().to_owned()),
        kind: ActiveValue::Set(zeroing.kind.code().to_owned()),
        item_code: ActiveValue::Set(zeroing.item.clone()),
        rule_book_id: ActiveValue::Set(zeroing.rule_book.0),
        day: ActiveValue::Set(zeroing.day),
        counts_on: ActiveValue::Set(zeroing.counts_on),
        marker_seq: ActiveValue::Set(i64::try_from(zeroing.marker).unwrap_or(i64::MAX)),
        reason: ActiveValue::Set(zeroing.reason.clone()),
        decided_by: ActiveValue::Set(zeroing.decided_by.0),
        decided_at: ActiveValue::Set(zeroing.decided_at.into()),
        keeps_out_until: ActiveValue::Set(zeroing.keeps_out_until),
        lifted_at: ActiveValue::Set(lifted.map(|lifted| lifted.at.into())),
        lifted_by: ActiveValue::Set(lifted.map(|lifted| lifted.by.0)),
        lift_reason: ActiveValue::Set(lifted.map(|lifted| lifted.reason.clone())),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One within reach of the member's branch on its day.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: ZeroingId) -> StoreResult<Option<ZeroingRow>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// Those of a member, the newest first: whoever may see the member may see them.
///
/// # Errors
/// The database's fault.
pub async fn of_member(
    tx: &Tx,
    member: MemberId,
    before: Option<ZeroingId>,
    limit: u64,
) -> StoreResult<Vec<ZeroingRow>> {
    let mut query = Entity::find().filter(Column::MemberId.eq(member.0));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Ends one that stands; says whether it did.
///
/// # Errors
/// The database's fault.
pub async fn lift(tx: &Tx, id: ZeroingId, lifted: &Lifted) -> StoreResult<bool> {
    let ended = Entity::update_many()
        .col_expr(Column::LiftedAt, Expr::value(lifted.at.timestamp_micros()))
        .col_expr(Column::LiftedBy, Expr::value(lifted.by.0))
        .col_expr(Column::LiftReason, Expr::value(lifted.reason.clone()))
        .filter(Column::Id.eq(id.0))
        .filter(Column::LiftedAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(ended.rows_affected == 1)
}

/// Which of some members are kept out of grades and settlement on a day by a veto that stands
/// (S0-12). For a period, ask about its last day, or about today while it runs.
///
/// # Errors
/// The database's fault.
pub async fn kept_out(
    tx: &Tx,
    members: impl IntoIterator<Item = MemberId>,
    day: Day,
) -> StoreResult<HashSet<MemberId>> {
    let rows: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::MemberId)
        .filter(Column::MemberId.is_in(members.into_iter().map(|member| member.0)))
        .filter(Column::LiftedAt.is_null())
        .filter(Column::CountsOn.lte(day))
        .filter(Column::KeepsOutUntil.gte(day))
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(MemberId).collect())
}

fn from_row(row: Model) -> StoreResult<ZeroingRow> {
    let unknown = |what: &str| StoreError::corrupt(format!("zeroing {}: {what}", row.id));
    let kind = EntryKind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?;
    let path = row.organization_path.parse().map_err(|_| unknown("its path"))?;
    let marker = u64::try_from(row.marker_seq).map_err(|_| unknown("its place"))?;
    let lifted = match (row.lifted_at, row.lifted_by) {
        (Some(at), Some(by)) => {
            Some(Lifted { at: at.into(), by: AccountId(by), reason: row.lift_reason.clone().unwrap_or_default() })
        }
        _ => None,
    };
    Ok(ZeroingRow {
        id: ZeroingId(row.id),
        member: MemberId(row.member_id),
        owner: OrganizationId(row.owner_id),
        organization: OrganizationId(row.organization_id),
        path,
        kind,
        item: row.item_code,
        rule_book: RuleBookId(row.rule_book_id),
        day: row.day,
        counts_on: row.counts_on,
        marker,
        reason: row.reason,
        decided_by: AccountId(row.decided_by),
        decided_at: row.decided_at.into(),
        keeps_out_until: row.keeps_out_until,
        lifted,
    })
}
