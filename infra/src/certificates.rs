//! Archives and proofs of service, frozen; and what goes into them from tables that have no reader of
//! this kind of their own.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::certificates::CertificateKind;
use xianfeng_domain::ids::{AccountId, CertificateId, MemberId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Day;

use crate::db::{Moment, StoreError, StoreResult, Tx, array32};
use crate::entities::certificates::{ActiveModel, Column, Entity, Model};
use crate::entities::{appraisal_members, appraisals, attendances, declarations, post_holdings, posts};
use crate::reach::within;

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Its id; the check code is derived from it.
    pub id: CertificateId,
    /// What it is.
    pub kind: CertificateKind,
    /// Whose.
    pub member: MemberId,
    /// The branch on the day of issue.
    pub path: OrganizationPath,
    /// The period's code, or `all`.
    pub period: String,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// What was frozen: JSON.
    pub content: String,
    /// The SHA-256 of the content.
    pub digest: [u8; 32],
    /// Who issued it.
    pub issued_by: AccountId,
    /// When.
    pub issued_at: DateTime<Utc>,
    /// When it was withdrawn, and why.
    pub withdrawn: Option<(DateTime<Utc>, String)>,
}

/// Stores a certificate.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, certificate: &Certificate, code_hash: &[u8; 32]) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(certificate.id.0),
        kind: ActiveValue::Set(certificate.kind.code().to_owned()),
        member_id: ActiveValue::Set(certificate.member.0),
        organization_path: ActiveValue::Set(certificate.path.to_string()),
        period: ActiveValue::Set(certificate.period.clone()),
        from_day: ActiveValue::Set(certificate.from),
        to_day: ActiveValue::Set(certificate.to),
        content: ActiveValue::Set(certificate.content.clone()),
        digest: ActiveValue::Set(certificate.digest.to_vec()),
        code_hash: ActiveValue::Set(code_hash.to_vec()),
        issued_by: ActiveValue::Set(certificate.issued_by.0),
        issued_at: ActiveValue::Set(certificate.issued_at.into()),
        withdrawn_by: ActiveValue::Set(None),
        withdrawn_at: ActiveValue::Set(None),
        withdraw_reason: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One certificate, of the member `own` or within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(
    tx: &Tx,
    reach: &Reach,
    own: Option<MemberId>,
    id: CertificateId,
) -> StoreResult<Option<Certificate>> {
    let Some(row) = Entity::find_by_id(id.0).one(tx.conn()).await? else { return Ok(None) };
    let certificate = from_row(row)?;
    let may = own == Some(certificate.member) || reach.covers(&certificate.path);
    Ok(may.then_some(certificate))
}

/// A member's certificates, the newest first: the caller's own, or those within reach.
///
/// # Errors
/// The database's fault.
pub async fn of_member(
    tx: &Tx,
    reach: Option<&Reach>,
    member: MemberId,
    before: Option<Uuid>,
    limit: u64,
) -> StoreResult<Vec<Certificate>> {
    let mut query = Entity::find().filter(Column::MemberId.eq(member.0));
    if let Some(reach) = reach {
        query = query.filter(within(Column::OrganizationPath, reach));
    }
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// The certificate with a code.
///
/// # Errors
/// The database's fault.
pub async fn by_code(tx: &Tx, code_hash: &[u8; 32]) -> StoreResult<Option<Certificate>> {
    let query = Entity::find().filter(Column::CodeHash.eq(code_hash.to_vec()));
    query.one(tx.conn()).await?.map(from_row).transpose()
}

/// Withdraws a certificate that stands; says whether it did.
///
/// # Errors
/// The database's fault.
pub async fn withdraw(
    tx: &Tx,
    id: CertificateId,
    reason: &str,
    by: AccountId,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let withdrawn = Entity::update_many()
        .col_expr(Column::WithdrawnBy, Expr::value(by.0))
        .col_expr(Column::WithdrawnAt, Expr::value(Moment::from(now)))
        .col_expr(Column::WithdrawReason, Expr::value(reason))
        .filter(Column::Id.eq(id.0))
        .filter(Column::WithdrawnAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(withdrawn.rows_affected == 1)
}

fn from_row(row: Model) -> StoreResult<Certificate> {
    let unknown = |what: &str| StoreError::corrupt(format!("certificate {}: {what}", row.id));
    Ok(Certificate {
        id: CertificateId(row.id),
        kind: CertificateKind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?,
        member: MemberId(row.member_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        period: row.period,
        from: row.from_day,
        to: row.to_day,
        content: row.content,
        digest: array32(&row.digest)?,
        issued_by: AccountId(row.issued_by),
        issued_at: row.issued_at.into(),
        withdrawn: row.withdrawn_at.map(|at| (at.into(), row.withdraw_reason.unwrap_or_default())),
    })
}

/// A post that a member held: its name, since when, until when.
pub type PostHeld = (String, Day, Option<Day>);

/// The posts that a member held on any day of `[from, to]`, the first first.
///
/// # Errors
/// The database's fault.
pub async fn posts_held(tx: &Tx, member: MemberId, from: Day, to: Day) -> StoreResult<Vec<PostHeld>> {
    let rows = post_holdings::Entity::find()
        .filter(post_holdings::Column::MemberId.eq(member.0))
        .filter(post_holdings::Column::FromDay.lte(to))
        .filter(post_holdings::Column::ToDay.is_null().or(post_holdings::Column::ToDay.gt(from)))
        .order_by(post_holdings::Column::FromDay, Order::Asc)
        .all(tx.conn())
        .await?;
    let ids = rows.iter().map(|row| row.post_id);
    let named = posts::Entity::find().filter(posts::Column::Id.is_in(ids)).all(tx.conn()).await?;
    let names: HashMap<Uuid, String> = named.into_iter().map(|post| (post.id, post.name)).collect();
    Ok(rows.into_iter().filter_map(|row| Some((names.get(&row.post_id)?.clone(), row.from_day?, row.to_day))).collect())
}

/// How many meetings of a member on `[from, to]` came to which state; only those that were expected.
///
/// # Errors
/// The database's fault.
pub async fn meetings_by_state(tx: &Tx, member: MemberId, from: Day, to: Day) -> StoreResult<HashMap<String, usize>> {
    let states: Vec<String> = attendances::Entity::find()
        .select_only()
        .column(attendances::Column::State)
        .filter(attendances::Column::MemberId.eq(member.0))
        .filter(attendances::Column::Expected.eq(true))
        .filter(attendances::Column::HeldOn.gte(from))
        .filter(attendances::Column::HeldOn.lte(to))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut counts = HashMap::new();
    for state in states {
        *counts.entry(state).or_default() += 1;
    }
    Ok(counts)
}

/// The registered declarations of a way on `[from, to]`: day and what, the first first.
///
/// # Errors
/// The database's fault.
pub async fn declared(tx: &Tx, member: MemberId, way: &str, from: Day, to: Day) -> StoreResult<Vec<(Day, String)>> {
    let rows = declarations::Entity::find()
        .filter(declarations::Column::MemberId.eq(member.0))
        .filter(declarations::Column::Way.eq(way))
        .filter(declarations::Column::State.eq("registered"))
        .filter(declarations::Column::DeedOn.gte(from))
        .filter(declarations::Column::DeedOn.lte(to))
        .order_by(declarations::Column::DeedOn, Order::Asc)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (row.deed_on, row.what)).collect())
}

/// For which years' appraisals a member came back from away, and when (S2-11).
///
/// # Errors
/// The database's fault.
pub async fn returns(tx: &Tx, member: MemberId) -> StoreResult<Vec<(String, Day)>> {
    let rows = appraisal_members::Entity::find()
        .filter(appraisal_members::Column::MemberId.eq(member.0))
        .filter(appraisal_members::Column::ReturnedOn.is_not_null())
        .all(tx.conn())
        .await?;
    let rounds = rows.iter().map(|row| row.appraisal_id);
    let rounds = appraisals::Entity::find().filter(appraisals::Column::Id.is_in(rounds)).all(tx.conn()).await?;
    let years: HashMap<Uuid, String> = rounds.into_iter().map(|round| (round.id, round.year.to_string())).collect();
    let back = rows.into_iter().filter_map(|row| Some((years.get(&row.appraisal_id)?.clone(), row.returned_on?)));
    let mut back: Vec<(String, Day)> = back.collect();
    back.sort();
    Ok(back)
}
