//! Reading what only `verify` asks for: places taken against claims made.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{ClaimId, TaskId};
use xianfeng_domain::tasks::ClaimState;

use crate::db::{StoreResult, Tx};
use crate::entities::{claims, tasks};

/// A task's places, as counted and as claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The task.
    pub task: TaskId,
    /// What the task says is taken.
    pub counted: i64,
    /// How many there are.
    pub quota: Option<i64>,
    /// How many claims hold a place by their state.
    pub held: i64,
    /// Claims whose place key says otherwise than their state.
    pub strays: Vec<ClaimId>,
}

/// The places of tasks after one, in the order of ids.
///
/// # Errors
/// The database's fault.
pub async fn places(tx: &Tx, after: Option<TaskId>, limit: u64) -> StoreResult<Vec<Places>> {
    let mut query = tasks::Entity::find();
    if let Some(after) = after {
        query = query.filter(tasks::Column::Id.gt(after.0));
    }
    let rows = query.order_by(tasks::Column::Id, Order::Asc).limit(limit).all(tx.conn()).await?;
    let made: Vec<(Uuid, Uuid, String, Option<Vec<u8>>)> = claims::Entity::find()
        .select_only()
        .columns([claims::Column::TaskId, claims::Column::Id, claims::Column::State, claims::Column::ActiveKey])
        .filter(claims::Column::TaskId.is_in(rows.iter().map(|row| row.id)))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut found: HashMap<Uuid, (i64, Vec<ClaimId>)> = HashMap::new();
    for (task, claim, state, key) in made {
        let (held, strays) = found.entry(task).or_default();
        let holds = ClaimState::from_code(&state).map(ClaimState::holds_place);
        *held += i64::from(holds == Some(true));
        if holds != Some(key.is_some()) {
            strays.push(ClaimId(claim));
        }
    }
    let places = rows.into_iter().map(|row| {
        let (held, strays) = found.remove(&row.id).unwrap_or_default();
        Places { task: TaskId(row.id), counted: row.claimed, quota: row.quota, held, strays }
    });
    Ok(places.collect())
}
