//! Quotas: how many messages of a template an account still takes.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, UpdateMany};
use uuid::Uuid;
use xianfeng_domain::ids::AccountId;

use crate::db::{Moment, StoreResult, Tx};
use crate::entities::subscriptions::{ActiveModel, Column, Entity};

/// Who tells of an accept: of each both may, in any order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The mini-program of the user, who may say anything.
    Report,
    /// The platform's event.
    Event,
}

/// What an account takes of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// How many messages still.
    pub remaining: i64,
    /// When the user last refused.
    pub refused_at: Option<DateTime<Utc>>,
}

/// A report and an event further apart are two accepts.
const PAIRED_WITHIN: Duration = Duration::minutes(10);

/// Reports of the same template come so far apart at least: nobody taps faster through the platform's question.
const BETWEEN_REPORTS: Duration = Duration::seconds(3);

/// No user collects more; who lies with a modified app gains refused messages only.
const MOST: i64 = 100;

/// Counts an accept once, whoever tells of it first; says whether it was counted now.
///
/// # Errors
/// The database's fault.
pub async fn accept(
    tx: &Tx,
    account: AccountId,
    template: &str,
    signal: Signal,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    ensure(tx, account, template, now).await?;
    let fresh = Moment::from(now - PAIRED_WITHIN);
    of(account, template)
        .col_expr(Column::Unpaired, Expr::value(0_i64))
        .filter(Column::UnpairedAt.lt(fresh))
        .exec(tx.conn())
        .await?;
    let (awaited, step) = match signal {
        Signal::Report => (Column::Unpaired.lt(0), 1_i64),
        Signal::Event => (Column::Unpaired.gt(0), -1),
    };
    let stepped = || {
        of(account, template)
            .col_expr(Column::Unpaired, Expr::col(Column::Unpaired).add(step))
            .col_expr(Column::ChangedAt, Expr::value(Moment::from(now)))
    };
    let paired = stepped().filter(awaited).exec(tx.conn()).await?;
    if paired.rows_affected == 1 {
        return Ok(false);
    }
    let mut counted = stepped()
        .col_expr(Column::Remaining, Expr::col(Column::Remaining).add(1))
        .col_expr(Column::UnpairedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::AcceptedAt, Expr::value(Moment::from(now)))
        .filter(Column::Remaining.lt(MOST));
    if signal == Signal::Report {
        let soon = Column::AcceptedAt.gt(Moment::from(now - BETWEEN_REPORTS));
        counted = counted.filter(Column::AcceptedAt.is_null().or(soon.not()));
    }
    Ok(counted.exec(tx.conn()).await?.rows_affected == 1)
}

/// Notes that the user refused. What they granted before stays, unless they turned the template off for good.
///
/// # Errors
/// The database's fault.
pub async fn refuse(
    tx: &Tx,
    account: AccountId,
    template: &str,
    for_good: bool,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    ensure(tx, account, template, now).await?;
    let mut refused = changed(account, template, now).col_expr(Column::RefusedAt, Expr::value(Moment::from(now)));
    if for_good {
        refused =
            refused.col_expr(Column::Remaining, Expr::value(0_i64)).col_expr(Column::Unpaired, Expr::value(0_i64));
    }
    refused.exec(tx.conn()).await?;
    Ok(())
}

/// Takes one of the quota; says whether there was one.
///
/// # Errors
/// The database's fault.
pub async fn take(tx: &Tx, account: AccountId, template: &str, now: DateTime<Utc>) -> StoreResult<bool> {
    let taken = changed(account, template, now)
        .col_expr(Column::Remaining, Expr::col(Column::Remaining).sub(1))
        .filter(Column::Remaining.gt(0))
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Gives one back that was taken for a message which certainly did not go out.
///
/// # Errors
/// The database's fault.
pub async fn give_back(tx: &Tx, account: AccountId, template: &str, now: DateTime<Utc>) -> StoreResult<()> {
    let back = changed(account, template, now).col_expr(Column::Remaining, Expr::col(Column::Remaining).add(1));
    back.exec(tx.conn()).await?;
    Ok(())
}

/// The platform says that nothing is left (43101), whatever was counted here.
///
/// # Errors
/// The database's fault.
pub async fn exhaust(tx: &Tx, account: AccountId, template: &str, now: DateTime<Utc>) -> StoreResult<()> {
    changed(account, template, now)
        .col_expr(Column::Remaining, Expr::value(0_i64))
        .col_expr(Column::Unpaired, Expr::value(0_i64))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What an account takes, by template.
///
/// # Errors
/// The database's fault.
pub async fn of_account(tx: &Tx, account: AccountId) -> StoreResult<HashMap<String, Subscription>> {
    let rows = Entity::find().filter(Column::AccountId.eq(account.0)).all(tx.conn()).await?;
    let subscription = |row: crate::entities::subscriptions::Model| {
        let refused_at = row.refused_at.map(Into::into);
        (row.template_id, Subscription { remaining: row.remaining, refused_at })
    };
    Ok(rows.into_iter().map(subscription).collect())
}

fn of(account: AccountId, template: &str) -> UpdateMany<Entity> {
    Entity::update_many().filter(Column::AccountId.eq(account.0)).filter(Column::TemplateId.eq(template))
}

fn changed(account: AccountId, template: &str, now: DateTime<Utc>) -> UpdateMany<Entity> {
    of(account, template).col_expr(Column::ChangedAt, Expr::value(Moment::from(now)))
}

/// The row, empty where there was none.
async fn ensure(tx: &Tx, account: AccountId, template: &str, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        account_id: ActiveValue::Set(account.0),
        template_id: ActiveValue::Set(template.to_owned()),
        remaining: ActiveValue::Set(0),
        unpaired: ActiveValue::Set(0),
        unpaired_at: ActiveValue::Set(None),
        accepted_at: ActiveValue::Set(None),
        refused_at: ActiveValue::Set(None),
        changed_at: ActiveValue::Set(now.into()),
    };
    // The key onto itself: both databases know this form of doing nothing.
    let nothing =
        OnConflict::columns([Column::AccountId, Column::TemplateId]).update_column(Column::TemplateId).to_owned();
    Entity::insert(row).on_conflict(nothing).exec_without_returning(tx.conn()).await?;
    Ok(())
}
