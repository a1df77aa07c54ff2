//! What helpers did for members.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AssistanceActId, AssistanceId, MemberId, PersonId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Day;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::assistance_acts::{ActiveModel, Column, Entity};
use crate::reach::within;

/// A step to write.
#[derive(Clone, Copy, Debug)]
pub struct NewAct<'a> {
    /// Under which right.
    pub assistance: AssistanceId,
    /// For whom.
    pub member: MemberId,
    /// Who acted.
    pub helper: PersonId,
    /// The member's branch.
    pub path: &'a OrganizationPath,
    /// What was done, as in the audit log.
    pub action: &'a str,
    /// To what.
    pub subject: (&'static str, Uuid),
    /// The day in Asia/Shanghai.
    pub day: Day,
}

/// A step of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActLine {
    /// Its id; ids sort by time.
    pub id: AssistanceActId,
    /// For whom.
    pub member: MemberId,
    /// Who acted.
    pub helper: PersonId,
    /// What was done.
    pub action: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// Which one.
    pub subject: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

/// Writes a step.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, new: &NewAct<'_>, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        assistance_id: ActiveValue::Set(new.assistance.0),
        member_id: ActiveValue::Set(new.member.0),
        helper_id: ActiveValue::Set(new.helper.0),
        organization_path: ActiveValue::Set(new.path.to_string()),
        action: ActiveValue::Set(new.action.to_owned()),
        subject_kind: ActiveValue::Set(new.subject.0.to_owned()),
        subject_id: ActiveValue::Set(new.subject.1),
        day: ActiveValue::Set(new.day),
        at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The steps of a day within reach, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reach: &Reach,
    day: Day,
    before: Option<AssistanceActId>,
    limit: u64,
) -> StoreResult<Vec<ActLine>> {
    let mut query = Entity::find().filter(within(Column::OrganizationPath, reach)).filter(Column::Day.eq(day));
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(limit).all(tx.conn()).await?;
    let lines = rows.into_iter().map(|row| ActLine {
        id: AssistanceActId(row.id),
        member: MemberId(row.member_id),
        helper: PersonId(row.helper_id),
        action: row.action,
        subject_kind: row.subject_kind,
        subject: row.subject_id,
        at: row.at.into(),
    });
    Ok(lines.collect())
}

/// Who had a hand in some things for their members, in the order of their steps.
///
/// # Errors
/// The database's fault.
pub async fn actors(tx: &Tx, subjects: &[Uuid]) -> StoreResult<HashMap<Uuid, Vec<PersonId>>> {
    let mut found: HashMap<Uuid, Vec<PersonId>> = HashMap::new();
    if subjects.is_empty() {
        return Ok(found);
    }
    let rows: Vec<(Uuid, Uuid)> = Entity::find()
        .select_only()
        .columns([Column::SubjectId, Column::HelperId])
        .filter(Column::SubjectId.is_in(subjects.iter().copied()))
        .order_by(Column::Id, Order::Asc)
        .into_tuple()
        .all(tx.conn())
        .await?;
    for (subject, helper) in rows {
        let helpers = found.entry(subject).or_default();
        // Who acted last stands last.
        helpers.retain(|known| known.0 != helper);
        helpers.push(PersonId(helper));
    }
    Ok(found)
}

/// How many steps there were on a day, by the member's branch.
///
/// # Errors
/// The database's fault.
pub async fn per_place(tx: &Tx, day: Day) -> StoreResult<Vec<(OrganizationPath, i64)>> {
    let rows: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::OrganizationPath)
        .column_as(Column::Id.count(), "steps")
        .filter(Column::Day.eq(day))
        .group_by(Column::OrganizationPath)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let parsed = rows.into_iter().map(|(path, count)| {
        let path = path.parse().map_err(|_| StoreError::corrupt("the branch of an act"))?;
        Ok((path, count))
    });
    parsed.collect()
}
