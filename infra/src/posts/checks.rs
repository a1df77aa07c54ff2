//! Posts checked off.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::{AccountId, HoldingId, MemberId, PostId};
use xianfeng_domain::ledger::Source;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::posts::{Outcome, check_source, outcome, paid_period};
use xianfeng_domain::time::{Day, Period};

use super::rows;
use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::post_checks::{ActiveModel, Column, Entity, Model};
use crate::entities::posts;

/// One check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its id.
    pub id: Uuid,
    /// The post.
    pub post: PostId,
    /// The member.
    pub member: MemberId,
    /// The tenure under which it was checked.
    pub holding: HoldingId,
    /// The path of the post's organization.
    pub path: OrganizationPath,
    /// The period.
    pub period: Period,
    /// Was it kept?
    pub kept: bool,
    /// Own points for the period that it completes.
    pub points: Option<Points>,
    /// What was found.
    pub note: Option<String>,
    /// Who checked.
    pub by: AccountId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Writes a check.
///
/// # Errors
/// [`StoreError::Duplicate`] when the member's post has been checked for the period.
pub async fn insert(tx: &Tx, check: &Check) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(check.id),
        post_id: ActiveValue::Set(check.post.0),
        member_id: ActiveValue::Set(check.member.0),
        holding_id: ActiveValue::Set(check.holding.0),
        organization_path: ActiveValue::Set(check.path.to_string()),
        period: ActiveValue::Set(check.period.to_string()),
        kept: ActiveValue::Set(check.kept),
        points: ActiveValue::Set(check.points.map(Into::into)),
        note: ActiveValue::Set(check.note.clone()),
        checked_by: ActiveValue::Set(check.by.0),
        checked_at: ActiveValue::Set(check.at.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Which of some periods have been checked for a member's post, and whether they were kept.
///
/// # Errors
/// The database's fault.
pub async fn kept_of(tx: &Tx, post: PostId, member: MemberId, periods: &[Period]) -> StoreResult<Vec<(Period, bool)>> {
    let rows = Entity::find()
        .filter(Column::PostId.eq(post.0))
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::Period.is_in(periods.iter().map(ToString::to_string)))
        .all(tx.conn())
        .await?;
    rows.into_iter().map(|row| from_row(row).map(|check| (check.period, check.kept))).collect()
}

/// The sources of every period that a member kept a post throughout: each has paid.
///
/// # Errors
/// The database's fault.
pub async fn sources_kept(tx: &Tx, member: MemberId) -> StoreResult<Vec<Source>> {
    let checks = Entity::find().filter(Column::MemberId.eq(member.0)).all(tx.conn()).await?;
    let checks = checks.into_iter().map(from_row).collect::<StoreResult<Vec<_>>>()?;
    let ids: BTreeSet<Uuid> = checks.iter().map(|check| check.post.0).collect();
    let posts = posts::Entity::find().filter(posts::Column::Id.is_in(ids)).all(tx.conn()).await?;
    let mut sources = Vec::new();
    for post in posts {
        let post = rows::from_row(post)?;
        let own = checks.iter().filter(|check| check.post == post.id).map(|check| (check.period, check.kept));
        let mut periods: BTreeMap<Day, Vec<(Period, bool)>> = BTreeMap::new();
        for (period, kept) in own {
            periods.entry(paid_period(&post, period).start()).or_default().push((period, kept));
        }
        for (from, checks) in periods {
            if let Outcome::Pays(paid) = outcome(&post, Period::containing(post.pays_per, from), &checks) {
                sources.push(check_source(post.id, member, paid));
            }
        }
    }
    Ok(sources)
}

/// The checks of a post, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, post: PostId, before: Option<Uuid>, limit: u64) -> StoreResult<Vec<Check>> {
    let mut query = Entity::find().filter(Column::PostId.eq(post.0));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

fn from_row(row: Model) -> StoreResult<Check> {
    let unknown = |what: &str| StoreError::corrupt(format!("post check {}: {what}", row.id));
    Ok(Check {
        id: row.id,
        post: PostId(row.post_id),
        member: MemberId(row.member_id),
        holding: HoldingId(row.holding_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        period: row.period.parse().map_err(|_| unknown("its period"))?,
        kept: row.kept,
        points: row.points.map(Into::into),
        note: row.note,
        by: AccountId(row.checked_by),
        at: row.checked_at.into(),
    })
}
