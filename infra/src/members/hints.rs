//! What speaks for other categories, and what a person put aside (S4-1).

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, MemberId, PersonId};
use xianfeng_domain::roster::YearMonth;
use xianfeng_domain::time::Day;

use super::persons::birth;
use crate::db::{StoreResult, Tx};
use crate::entities::hint_dismissals::{ActiveModel, Column, Entity};
use crate::entities::persons;

/// A hint that a person put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissal {
    /// The member.
    pub member: MemberId,
    /// The category's code.
    pub category: String,
    /// Until this day it is not shown again.
    pub until: Day,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: AccountId,
}

/// Puts a hint aside; a later decision takes the place of an earlier one.
///
/// # Errors
/// The database's fault.
pub async fn dismiss_hint(tx: &Tx, dismissal: &Dismissal, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        member_id: ActiveValue::Set(dismissal.member.0),
        category: ActiveValue::Set(dismissal.category.clone()),
        until_day: ActiveValue::Set(dismissal.until),
        reason: ActiveValue::Set(dismissal.reason.clone()),
        decided_by: ActiveValue::Set(dismissal.by.0),
        decided_at: ActiveValue::Set(now.into()),
    };
    let replace = OnConflict::columns([Column::MemberId, Column::Category])
        .update_columns([Column::UntilDay, Column::Reason, Column::DecidedBy, Column::DecidedAt])
        .to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The hints at some members that are put aside on a day, by member and category.
///
/// # Errors
/// The database's fault.
pub async fn dismissed_hints(tx: &Tx, members: &[MemberId], day: Day) -> StoreResult<HashSet<(MemberId, String)>> {
    let rows: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::MemberId, Column::Category])
        .filter(Column::MemberId.is_in(members.iter().map(|member| member.0)))
        .filter(Column::UntilDay.gt(day))
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(member, category)| (MemberId(member), category)).collect())
}

/// The birth months of persons, where known.
///
/// # Errors
/// The database's fault.
pub async fn birth_months(
    tx: &Tx,
    persons: impl IntoIterator<Item = PersonId>,
) -> StoreResult<HashMap<PersonId, YearMonth>> {
    use persons::Column;
    let rows: Vec<(Uuid, Option<i64>, Option<i64>)> = persons::Entity::find()
        .select_only()
        .columns([Column::Id, Column::BirthYear, Column::BirthMonth])
        .filter(Column::Id.is_in(persons.into_iter().map(|person| person.0)))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut known = HashMap::new();
    for (person, year, month) in rows {
        known.extend(birth(year, month)?.map(|birth| (PersonId(person), birth)));
    }
    Ok(known)
}
