//! The steps of cases: written once, never changed.

use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::help::{CheckResult, Step, StepKind};
use xianfeng_domain::ids::{AccountId, HelpCaseId, PersonId};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::help_steps::{ActiveModel, Column, Entity, Model};

/// Puts a step on record.
///
/// # Errors
/// The database's fault.
pub async fn add(tx: &Tx, step: &Step) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(step.id),
        case_id: ActiveValue::Set(step.case.0),
        kind: ActiveValue::Set(step.kind.code().to_owned()),
        on_day: ActiveValue::Set(step.on),
        words: ActiveValue::Set(step.text.clone()),
        with_whom: ActiveValue::Set(step.with.clone()),
        person_id: ActiveValue::Set(step.person.map(Into::into)),
        result: ActiveValue::Set(step.result.map(|result| result.code().to_owned())),
        deadline: ActiveValue::Set(step.deadline),
        recorded_by: ActiveValue::Set(step.by.0),
        recorded_at: ActiveValue::Set(step.at.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The steps of a case that was found already, in the order of recording.
///
/// # Errors
/// The database's fault.
pub async fn of_case(tx: &Tx, case: HelpCaseId) -> StoreResult<Vec<Step>> {
    let rows = Entity::find().filter(Column::CaseId.eq(case.0)).order_by(Column::Id, Order::Asc).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// The newest letter of a case that was found already.
///
/// # Errors
/// The database's fault.
pub async fn letter(tx: &Tx, case: HelpCaseId) -> StoreResult<Option<Step>> {
    let row = Entity::find()
        .filter(Column::CaseId.eq(case.0))
        .filter(Column::Kind.eq(StepKind::Letter.code()))
        .order_by(Column::Id, Order::Desc)
        .one(tx.conn())
        .await?;
    row.map(from_row).transpose()
}

fn from_row(row: Model) -> StoreResult<Step> {
    let unknown = |what: &str| StoreError::corrupt(format!("step {} of a help case: {what}", row.id));
    let result = |code: &str| CheckResult::from_code(code).ok_or_else(|| unknown("its result"));
    Ok(Step {
        id: row.id,
        case: HelpCaseId(row.case_id),
        kind: StepKind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?,
        on: row.on_day,
        result: row.result.as_deref().map(result).transpose()?,
        text: row.words,
        with: row.with_whom,
        person: row.person_id.map(PersonId),
        deadline: row.deadline,
        by: AccountId(row.recorded_by),
        at: row.recorded_at.into(),
    })
}
