//! The outbox: what is to be done outside the database, written with the change that asks for
//! it, claimed row by row with a lease.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::outbox::{ActiveModel, Column, Entity, Model};

/// What kind of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The boards must show a member anew; the subject is the member.
    BoardMember,
}

impl Topic {
    const fn code(self) -> &'static str {
        match self {
            Self::BoardMember => "board_member",
        }
    }
}

/// A leased piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// The row.
    pub id: Uuid,
    /// What it is about.
    pub subject: Uuid,
    /// The lease under which it is done.
    lease: Uuid,
}

/// How long a replica may take for what it leased.
const LEASE: Duration = Duration::from_secs(30);

/// Asks for work.
///
/// # Errors
/// The database's fault.
pub async fn put(tx: &Tx, topic: Topic, subject: Uuid, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        topic: ActiveValue::Set(topic.code().to_owned()),
        subject_id: ActiveValue::Set(subject),
        created_at: ActiveValue::Set(now.into()),
        due_at: ActiveValue::Set(now.into()),
        attempts: ActiveValue::Set(0),
        leased_until: ActiveValue::Set(None),
        lease_id: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Leases up to `limit` pieces of due work, the oldest first, so that no two replicas do the same.
///
/// # Errors
/// The database's fault.
pub async fn lease(tx: &Tx, topic: Topic, limit: u64, now: DateTime<Utc>) -> StoreResult<Vec<Job>> {
    let lease = Uuid::now_v7();
    let free = Column::LeasedUntil.is_null().or(Column::LeasedUntil.lt(Moment::from(now)));
    let due: Vec<Model> = Entity::find()
        .filter(Column::Topic.eq(topic.code()))
        .filter(Column::DueAt.lte(Moment::from(now)))
        .filter(free.clone())
        .order_by(Column::Id, Order::Asc)
        .limit(limit)
        .all(tx.conn())
        .await?;
    let until = Moment::from(now + LEASE);
    let mut jobs = Vec::with_capacity(due.len());
    for row in due {
        let leased = Entity::update_many()
            .col_expr(Column::LeasedUntil, Expr::value(until))
            .col_expr(Column::LeaseId, Expr::value(lease))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .filter(Column::Id.eq(row.id))
            .filter(free.clone())
            .exec(tx.conn())
            .await?;
        if leased.rows_affected == 1 {
            jobs.push(Job { id: row.id, subject: row.subject_id, lease });
        }
    }
    Ok(jobs)
}

/// The work is done.
///
/// # Errors
/// [`StoreError::Race`] when the lease ran out and another replica has it now.
pub async fn done(tx: &Tx, job: Job) -> StoreResult<()> {
    let gone = Entity::delete_many()
        .filter(Column::Id.eq(job.id))
        .filter(Column::LeaseId.eq(job.lease))
        .exec(tx.conn())
        .await?;
    if gone.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("an outbox lease")) }
}

/// When the oldest piece of undone work was asked for; none when all is done.
///
/// # Errors
/// The database's fault.
pub async fn oldest(tx: &Tx, topic: Topic) -> StoreResult<Option<DateTime<Utc>>> {
    let row = Entity::find()
        .filter(Column::Topic.eq(topic.code()))
        .order_by(Column::Id, Order::Asc)
        .limit(1)
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| row.created_at.into()))
}

/// How much work waits, for the metrics.
///
/// # Errors
/// The database's fault.
pub async fn waiting(tx: &Tx) -> StoreResult<u64> {
    Ok(Entity::find().count(tx.conn()).await?)
}

/// Forgets all work of a topic, for a rebuild that does it all.
///
/// # Errors
/// The database's fault.
pub async fn clear(tx: &Tx, topic: Topic) -> StoreResult<()> {
    Entity::delete_many().filter(Column::Topic.eq(topic.code())).exec(tx.conn()).await?;
    Ok(())
}
