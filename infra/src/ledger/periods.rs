//! Entries by the period that they make up: grants of base points, and a member's whole period.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::ledger::{Entry, EntryKind, SourceKind};
use xianfeng_domain::time::{Day, Period};

use super::entries::{counting_in, from_row, reversal_of};
use crate::db::{StoreResult, Tx};
use crate::entities::ledger_entries::{Column, Entity};

/// A member's grants of base points, and what stands of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants {
    /// Every grant, in the order of recording, taken back or not.
    pub all: Vec<Entry>,
    /// What was not taken back: grants, or reinstatements of them.
    pub standing: Vec<Entry>,
}

/// A member's grants under one source: the base points of one owner's period.
///
/// # Errors
/// The database's fault.
pub async fn grants(tx: &Tx, member: MemberId, source: Uuid) -> StoreResult<Grants> {
    let rows = Entity::find()
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::SourceKind.eq(SourceKind::Base.code()))
        .filter(Column::SourceId.eq(source))
        .order_by(Column::Seq, Order::Asc)
        .all(tx.conn())
        .await?;
    with_standing(tx, rows.into_iter().map(from_row).collect::<StoreResult<_>>()?).await
}

/// A member's grants for the periods that reach beyond a day: what leaving on it touches.
///
/// # Errors
/// The database's fault.
pub async fn grants_beyond(tx: &Tx, member: MemberId, day: Day) -> StoreResult<Grants> {
    let rows = Entity::find()
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::SourceKind.eq(SourceKind::Base.code()))
        .order_by(Column::Seq, Order::Asc)
        .all(tx.conn())
        .await?;
    let all = rows.into_iter().map(from_row).collect::<StoreResult<Vec<Entry>>>()?;
    let beyond = |entry: &Entry| entry.draft.scope.is_some_and(|scope| scope.end() > day);
    with_standing(tx, all.into_iter().filter(beyond).collect()).await
}

async fn with_standing(tx: &Tx, all: Vec<Entry>) -> StoreResult<Grants> {
    let mut standing = Vec::new();
    for grant in &all {
        // A grant, its reversal, the mending of that, and so on: what comes last says what stands.
        let mut last = grant.clone();
        while let Some(next) = reversal_of(tx, last.draft.id).await? {
            last = next;
        }
        if last.draft.kind != EntryKind::Reversal {
            standing.push(last);
        }
    }
    Ok(Grants { all, standing })
}

/// The base points that members hold in a period, corrections included, by owner. Nobody without
/// any. One statement.
///
/// # Errors
/// The database's fault.
pub async fn base_held(
    tx: &Tx,
    members: impl IntoIterator<Item = MemberId>,
    period: Period,
) -> StoreResult<HashMap<(MemberId, OrganizationId), Points>> {
    let kinds = [EntryKind::Base, EntryKind::Reversal, EntryKind::Reinstatement];
    let rows: Vec<(Uuid, Uuid, Option<i64>)> = Entity::find()
        .select_only()
        .column(Column::MemberId)
        .column(Column::OwnerId)
        // A sum is a DECIMAL on MySQL.
        .column_as(Column::Points.sum().cast_as("SIGNED"), "held")
        .filter(Column::MemberId.is_in(members.into_iter().map(|member| member.0)))
        .filter(Column::Kind.is_in(kinds.map(EntryKind::code)))
        .filter(Column::ItemCode.is_null())
        .filter(Column::Scope.is_not_null())
        .filter(counting_in(period))
        .group_by(Column::MemberId)
        .group_by(Column::OwnerId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let held = rows.into_iter().map(|(member, owner, points)| {
        ((MemberId(member), OrganizationId(owner)), Points::from_hundredths(points.unwrap_or_default()))
    });
    Ok(held.collect())
}

/// Everything that makes up a member's total of a period, in the order of recording.
///
/// # Errors
/// The database's fault.
pub async fn of_period(tx: &Tx, member: MemberId, owner: OrganizationId, period: Period) -> StoreResult<Vec<Entry>> {
    let rows = Entity::find()
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::OwnerId.eq(owner.0))
        .filter(counting_in(period))
        .order_by(Column::Seq, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}
