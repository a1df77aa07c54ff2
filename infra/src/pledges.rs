//! Pledges: rows in, domain values out.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, IntoCondition, Query};
use sea_orm::{ActiveValue, ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, MemberId, OrganizationId, PledgeId};
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::pledges::{Pledge, Progress};
use xianfeng_domain::time::Period;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::pledges::{ActiveModel, Column, Entity, Model};
use crate::entities::{pledge_progress, text_checks};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct PledgeFilter {
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// Of a year.
    pub year: Option<Period>,
    /// Shown to the public alone.
    pub shown: bool,
    /// Made before this one (ids sort by time).
    pub before: Option<PledgeId>,
    /// At most so many.
    pub limit: u64,
}

/// Writes a new pledge.
///
/// # Errors
/// [`StoreError::Duplicate`] when the member has one for the year.
pub async fn insert(tx: &Tx, pledge: &Pledge, by: AccountId) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(pledge.id.0),
        member_id: ActiveValue::Set(pledge.member.0),
        organization_id: ActiveValue::Set(pledge.organization.0),
        organization_path: ActiveValue::Set(pledge.path.to_string()),
        year: ActiveValue::Set(pledge.year.to_string()),
        text: ActiveValue::Set(pledge.text.clone()),
        made_by: ActiveValue::Set(by.0),
        made_at: ActiveValue::Set(pledge.made_at.into()),
        shown_by: ActiveValue::Set(None),
        shown_at: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// What somebody may see: what lies within reach, and their own.
fn readable(reach: &Reach, own: Option<MemberId>) -> Condition {
    let within = within(Column::OrganizationPath, reach);
    match own {
        Some(own) => Condition::any().add(within).add(Column::MemberId.eq(own.0)),
        None => within.into_condition(),
    }
}

/// One pledge within reach, or the own.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, own: Option<MemberId>, id: PledgeId) -> StoreResult<Option<Pledge>> {
    let row = Entity::find_by_id(id.0).filter(readable(reach, own)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// Pledges within reach and the own, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, own: Option<MemberId>, filter: &PledgeFilter) -> StoreResult<Vec<Pledge>> {
    let mut query = Entity::find().filter(readable(reach, own));
    if let Some(path) = &filter.organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(year) = filter.year {
        query = query.filter(Column::Year.eq(year.to_string()));
    }
    if filter.shown {
        query = query.filter(Column::ShownAt.is_not_null());
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Writes a pledge of the year anew, where its text was refused; says which it was.
///
/// # Errors
/// The database's fault.
pub async fn rewrite(tx: &Tx, pledge: &Pledge) -> StoreResult<Option<PledgeId>> {
    let of_year = || {
        let of_member = Condition::all().add(Column::MemberId.eq(pledge.member.0));
        of_member.add(Column::Year.eq(pledge.year.to_string()))
    };
    let Some(row) = Entity::find().filter(of_year()).one(tx.conn()).await? else { return Ok(None) };
    let refused = Query::select()
        .column(text_checks::Column::SubjectId)
        .from(text_checks::Entity)
        .and_where(text_checks::Column::SubjectKind.eq(Subject::Pledge.code()))
        .and_where(text_checks::Column::State.eq(CheckState::Refused.code()))
        .to_owned();
    let rewritten = Entity::update_many()
        .col_expr(Column::Text, Expr::value(pledge.text.clone()))
        .col_expr(Column::MadeAt, Expr::value(Moment::from(pledge.made_at)))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Id.in_subquery(refused))
        .exec(tx.conn())
        .await?;
    Ok((rewritten.rows_affected == 1).then_some(PledgeId(row.id)))
}

/// Shows a pledge to the public, if nobody has; says whether.
///
/// # Errors
/// The database's fault.
pub async fn show(tx: &Tx, id: PledgeId, by: AccountId, now: DateTime<Utc>) -> StoreResult<bool> {
    let shown = Entity::update_many()
        .col_expr(Column::ShownBy, Expr::value(by.0))
        .col_expr(Column::ShownAt, Expr::value(Moment::from(now)))
        .filter(Column::Id.eq(id.0))
        .filter(Column::ShownAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(shown.rows_affected == 1)
}

/// Writes a note on how a pledge is kept.
///
/// # Errors
/// The database's fault.
pub async fn note(tx: &Tx, pledge: PledgeId, progress: &Progress, now: DateTime<Utc>) -> StoreResult<()> {
    let row = pledge_progress::ActiveModel {
        id: ActiveValue::Set(progress.id),
        pledge_id: ActiveValue::Set(pledge.0),
        on_day: ActiveValue::Set(progress.on),
        text: ActiveValue::Set(progress.text.clone()),
        noted_by: ActiveValue::Set(progress.by.0),
        noted_at: ActiveValue::Set(now.into()),
    };
    pledge_progress::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The notes on some pledges, in the order of noting.
///
/// # Errors
/// The database's fault.
pub async fn progress(tx: &Tx, pledges: &[PledgeId]) -> StoreResult<HashMap<PledgeId, Vec<Progress>>> {
    let rows = pledge_progress::Entity::find()
        .filter(pledge_progress::Column::PledgeId.is_in(pledges.iter().map(|id| id.0)))
        .order_by(pledge_progress::Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    let mut found: HashMap<PledgeId, Vec<Progress>> = HashMap::new();
    for row in rows {
        let progress = Progress { id: row.id, on: row.on_day, text: row.text, by: AccountId(row.noted_by) };
        found.entry(PledgeId(row.pledge_id)).or_default().push(progress);
    }
    Ok(found)
}

fn from_row(row: Model) -> StoreResult<Pledge> {
    let unknown = |what: &str| StoreError::corrupt(format!("pledge {}: {what}", row.id));
    Ok(Pledge {
        id: PledgeId(row.id),
        member: MemberId(row.member_id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        year: row.year.parse().map_err(|_| unknown("its year"))?,
        made_at: row.made_at.into(),
        shown: row.shown_by.zip(row.shown_at).map(|(by, at)| (AccountId(by), at.into())),
        text: row.text,
    })
}
