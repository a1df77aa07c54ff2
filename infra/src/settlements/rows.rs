//! Settlements without their villages and lines.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, ClosingId, EditionId, OrganizationId, RuleBookId, SettlementId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::settlements::{Settlement, SettlementState, Signature, Withdrawn};
use xianfeng_domain::time::Day;

use crate::db::{Moment, StoreError, StoreResult, Tx, array32};
use crate::entities::settlements::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct SettlementFilter {
    /// Of what lies under an organization, and of the township around it.
    pub organization: Option<OrganizationPath>,
    /// Made before this one (ids sort by time).
    pub before: Option<SettlementId>,
    /// At most so many.
    pub limit: u64,
}

/// Writes a draft.
///
/// # Errors
/// [`StoreError::Duplicate`] when the closing has a settlement that is not withdrawn.
pub async fn insert(tx: &Tx, settlement: &Settlement) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(settlement.id.0),
        closing_id: ActiveValue::Set(settlement.closing.0),
        edition_id: ActiveValue::Set(settlement.edition.0),
        edition: ActiveValue::Set(settlement.edition_number.into()),
        township_id: ActiveValue::Set(settlement.township.0),
        township_path: ActiveValue::Set(settlement.path.as_str().to_owned()),
        period: ActiveValue::Set(settlement.period.to_string()),
        rule_book_id: ActiveValue::Set(settlement.rule_book.0),
        fen_per_point: ActiveValue::Set(settlement.fen_per_point),
        carry_over: ActiveValue::Set(settlement.carry_over),
        digest: ActiveValue::Set(settlement.digest.to_vec()),
        state: ActiveValue::Set(settlement.state.code().to_owned()),
        active_key: ActiveValue::Set(Some(settlement.closing.0.as_bytes().to_vec())),
        drafted_by: ActiveValue::Set(settlement.drafted_by.0),
        drafted_at: ActiveValue::Set(settlement.drafted_at.into()),
        signed_by: ActiveValue::Set(None),
        signed_at: ActiveValue::Set(None),
        meeting: ActiveValue::Set(None),
        reason: ActiveValue::Set(None),
        expires_on: ActiveValue::Set(None),
        issued_at: ActiveValue::Set(None),
        withdrawn_by: ActiveValue::Set(None),
        withdrawn_at: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One that concerns what lies within reach. Whoever reaches only a part of the township sees it from
/// the signature on: a draft is the township's own.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: SettlementId) -> StoreResult<Option<Settlement>> {
    let row = Entity::find_by_id(id.0).filter(concerns(reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// One, for work that a person was already allowed to start.
///
/// # Errors
/// The database's fault.
pub async fn find_any(tx: &Tx, id: SettlementId) -> StoreResult<Option<Settlement>> {
    Entity::find_by_id(id.0).one(tx.conn()).await?.map(from_row).transpose()
}

/// The settlement of a closing that is not withdrawn; whoever may see the closing may see it.
///
/// # Errors
/// The database's fault.
pub async fn of_closing(tx: &Tx, closing: ClosingId) -> StoreResult<Option<Settlement>> {
    let row = Entity::find().filter(Column::ActiveKey.eq(closing.0.as_bytes().to_vec())).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// Those that concern what lies within reach, the newest first; see [`find`].
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, filter: &SettlementFilter) -> StoreResult<Vec<Settlement>> {
    let mut query = Entity::find().filter(concerns(reach));
    if let Some(path) = &filter.organization {
        let here = Condition::any()
            .add(Column::TownshipPath.starts_with(path.as_str()))
            .add(Column::TownshipPath.is_in(on_path(path)));
        query = query.filter(here);
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// All of them, for whoever checks them, the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn all(tx: &Tx) -> StoreResult<Vec<Settlement>> {
    let rows = Entity::find().order_by(Column::Id, Order::Asc).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Those that are signed and not issued to the end, the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn issuing(tx: &Tx) -> StoreResult<Vec<SettlementId>> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.eq(SettlementState::Issuing.code()))
        .order_by(Column::Id, Order::Asc)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(ids.into_iter().map(SettlementId).collect())
}

/// Signs a draft; says whether it was one.
///
/// # Errors
/// The database's fault.
pub async fn sign(tx: &Tx, id: SettlementId, signature: &Signature, expires_on: Option<Day>) -> StoreResult<bool> {
    let signed = Entity::update_many()
        .col_expr(Column::State, Expr::value(SettlementState::Issuing.code()))
        .col_expr(Column::SignedBy, Expr::value(signature.by.0))
        .col_expr(Column::SignedAt, Expr::value(Moment::from(signature.at)))
        .col_expr(Column::Meeting, Expr::value(signature.meeting.clone()))
        .col_expr(Column::Reason, Expr::value(signature.reason.clone()))
        .col_expr(Column::ExpiresOn, Expr::value(expires_on))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(SettlementState::Draft.code()))
        .exec(tx.conn())
        .await?;
    Ok(signed.rows_affected == 1)
}

/// Withdraws a draft, so that the closing may be settled anew; says whether it was one.
///
/// # Errors
/// The database's fault.
pub async fn withdraw(tx: &Tx, id: SettlementId, withdrawn: &Withdrawn) -> StoreResult<bool> {
    let ended = Entity::update_many()
        .col_expr(Column::State, Expr::value(SettlementState::Withdrawn.code()))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::WithdrawnBy, Expr::value(withdrawn.by.0))
        .col_expr(Column::WithdrawnAt, Expr::value(Moment::from(withdrawn.at)))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(SettlementState::Draft.code()))
        .exec(tx.conn())
        .await?;
    Ok(ended.rows_affected == 1)
}

/// Every village is issued.
///
/// # Errors
/// [`StoreError::Race`] when somebody else was first.
pub async fn issued(tx: &Tx, id: SettlementId, now: DateTime<Utc>) -> StoreResult<()> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(SettlementState::Issued.code()))
        .col_expr(Column::IssuedAt, Expr::value(Moment::from(now)))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(SettlementState::Issuing.code()))
        .exec(tx.conn())
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a settlement")) }
}

/// The township lies within reach, or around a part of it and the settlement is signed.
fn concerns(reach: &Reach) -> Condition {
    let around: Vec<String> = reach.tops().iter().flat_map(on_path).collect();
    let signed = [SettlementState::Issuing, SettlementState::Issued].map(SettlementState::code);
    let of_part = Condition::all().add(Column::TownshipPath.is_in(around)).add(Column::State.is_in(signed));
    Condition::any().add(within(Column::TownshipPath, reach)).add(of_part)
}

/// The paths of what stands above, and the path itself.
fn on_path(path: &OrganizationPath) -> Vec<String> {
    std::iter::successors(Some(path.clone()), OrganizationPath::parent).map(|path| path.to_string()).collect()
}

fn from_row(row: Model) -> StoreResult<Settlement> {
    let unknown = |what: &str| StoreError::corrupt(format!("settlement {}: {what}", row.id));
    let signature = match (row.signed_by, row.signed_at) {
        (Some(by), Some(at)) => Some(Signature {
            by: AccountId(by),
            at: at.into(),
            meeting: row.meeting.clone().unwrap_or_default(),
            reason: row.reason.clone().unwrap_or_default(),
        }),
        _ => None,
    };
    let withdrawn = row.withdrawn_by.zip(row.withdrawn_at);
    Ok(Settlement {
        id: SettlementId(row.id),
        closing: ClosingId(row.closing_id),
        edition: EditionId(row.edition_id),
        edition_number: u32::try_from(row.edition).map_err(|_| unknown("its edition"))?,
        township: OrganizationId(row.township_id),
        path: row.township_path.parse().map_err(|_| unknown("its path"))?,
        period: row.period.parse().map_err(|_| unknown("its period"))?,
        rule_book: RuleBookId(row.rule_book_id),
        fen_per_point: row.fen_per_point,
        carry_over: row.carry_over,
        digest: array32(&row.digest)?,
        state: SettlementState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        drafted_by: AccountId(row.drafted_by),
        drafted_at: row.drafted_at.into(),
        signature,
        expires_on: row.expires_on,
        issued_at: row.issued_at.map(Into::into),
        withdrawn: withdrawn.map(|(by, at)| Withdrawn { by: AccountId(by), at: at.into() }),
    })
}
