//! A member's memberships over time, and who belongs to nothing.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, MemberId, OrganizationId, PersonId};
use xianfeng_domain::members::Person;
use xianfeng_domain::time::Day;

use super::persons;
use crate::db::{StoreResult, Tx};
use crate::entities::{members, memberships};
use crate::privacy::Vault;

/// One membership of a member: branch and category for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastMembership {
    /// The branch.
    pub branch: OrganizationId,
    /// The category's code.
    pub category: String,
    /// Exempt (S2-7)?
    pub exempt: bool,
    /// The first day.
    pub from: Day,
    /// The first day after; none for the present one.
    pub to: Option<Day>,
    /// Why it began.
    pub reason: Option<String>,
    /// Who recorded it; nobody for an import by the command line.
    pub recorded_by: Option<AccountId>,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// The meeting that approved it, where one did.
    pub meeting: Option<String>,
}

/// A member's memberships, the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn history(tx: &Tx, member: MemberId) -> StoreResult<Vec<PastMembership>> {
    let rows = memberships::Entity::find()
        .filter(memberships::Column::MemberId.eq(member.0))
        .order_by(memberships::Column::FromDay, Order::Asc)
        .all(tx.conn())
        .await?;
    let past = rows.into_iter().map(|row| PastMembership {
        branch: OrganizationId(row.branch_id),
        category: row.category,
        exempt: row.exempt,
        from: row.from_day,
        to: row.to_day,
        reason: row.reason,
        recorded_by: row.recorded_by.map(AccountId),
        recorded_at: row.recorded_at.into(),
        meeting: row.meeting,
    });
    Ok(past.collect())
}

/// Since when the members of a township have belonged to it, in whatever branch.
///
/// # Errors
/// The database's fault.
pub async fn belonging_since(tx: &Tx, township: OrganizationId) -> StoreResult<HashMap<MemberId, Day>> {
    let of_township = members::Entity::find()
        .select_only()
        .column(members::Column::Id)
        .filter(members::Column::TownshipId.eq(township.0))
        .into_query();
    let rows: Vec<(Uuid, Day)> = memberships::Entity::find()
        .select_only()
        .column(memberships::Column::MemberId)
        .column_as(memberships::Column::FromDay.min(), "since")
        .filter(memberships::Column::MemberId.in_subquery(of_township))
        .group_by(memberships::Column::MemberId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(member, since)| (MemberId(member), since)).collect())
}

/// The last place taken in a township's roster; 0 where it is empty.
///
/// # Errors
/// The database's fault.
pub async fn last_order(tx: &Tx, township: OrganizationId) -> StoreResult<i64> {
    let last: Option<Option<i64>> = members::Entity::find()
        .select_only()
        .column_as(members::Column::RosterOrder.max(), "last")
        .filter(members::Column::TownshipId.eq(township.0))
        .into_tuple()
        .one(tx.conn())
        .await?;
    Ok(last.flatten().unwrap_or_default())
}

/// Did anybody ever belong to a branch?
///
/// # Errors
/// The database's fault.
pub async fn ever_had_members(tx: &Tx, branch: OrganizationId) -> StoreResult<bool> {
    let count = memberships::Entity::find().filter(memberships::Column::BranchId.eq(branch.0)).count(tx.conn()).await?;
    Ok(count > 0)
}

/// Persons who are no members today: of some townships, and some more by id; in the order of
/// their making.
///
/// # Errors
/// The database's fault.
pub async fn without_membership(
    tx: &Tx,
    vault: &Vault,
    townships: &[OrganizationId],
    more: &[PersonId],
    after: Option<PersonId>,
    limit: u64,
) -> StoreResult<Vec<Person>> {
    use crate::entities::persons::{Column, Entity};
    let members = members::Entity::find()
        .select_only()
        .column(members::Column::Id)
        .filter(Expr::col((members::Entity, members::Column::PersonId)).equals((Entity, Column::Id)))
        .filter(members::Column::LeftOn.is_null())
        .into_query();
    let mut query = Entity::find()
        .filter(
            Condition::any()
                .add(Column::TownshipId.is_in(townships.iter().map(|id| id.0)))
                .add(Column::Id.is_in(more.iter().map(|id| id.0))),
        )
        .filter(Expr::exists(members).not());
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.0));
    }
    let rows = query.order_by(Column::Id, Order::Asc).limit(limit).all(tx.conn()).await?;
    rows.into_iter().map(|row| persons::from_row(row, vault)).collect()
}
