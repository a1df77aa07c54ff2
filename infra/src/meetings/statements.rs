//! What the leaders of grids stated at a meeting (S3-6).

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::ids::{AccountId, GridId, MeetingId, PersonId, StatementId};
use xianfeng_domain::organizations::OrganizationPath;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::meeting_statements::{ActiveModel, Column, Entity, Model};

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its id.
    pub id: StatementId,
    /// The meeting.
    pub meeting: MeetingId,
    /// The grid that it is about.
    pub grid: GridId,
    /// Whose it is: the grid's leader.
    pub person: PersonId,
    /// What was done.
    pub text: String,
    /// Who put it on record: the leader, or the secretary for them.
    pub recorded_by: AccountId,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Writes the statement about a grid at a meeting, anew where there is one; answers its id.
///
/// # Errors
/// [`StoreError::Race`] when another is written at the same time: the transaction starts again.
pub async fn put(tx: &Tx, statement: &Statement, path: &OrganizationPath) -> StoreResult<StatementId> {
    let written = Entity::update_many()
        .col_expr(Column::PersonId, Expr::value(statement.person.0))
        .col_expr(Column::Text, Expr::value(statement.text.clone()))
        .col_expr(Column::RecordedBy, Expr::value(statement.recorded_by.0))
        .col_expr(Column::RecordedAt, Expr::value(Moment::from(statement.recorded_at)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::MeetingId.eq(statement.meeting.0))
        .filter(Column::GridId.eq(statement.grid.0))
        .exec(tx.conn())
        .await?;
    if written.rows_affected == 1 {
        let of_grid = Entity::find().filter(Column::MeetingId.eq(statement.meeting.0));
        let row = of_grid.filter(Column::GridId.eq(statement.grid.0)).one(tx.conn()).await?;
        return row.map(|row| StatementId(row.id)).ok_or(StoreError::Race("a statement"));
    }
    let row = ActiveModel {
        id: ActiveValue::Set(statement.id.0),
        meeting_id: ActiveValue::Set(statement.meeting.0),
        organization_path: ActiveValue::Set(path.to_string()),
        grid_id: ActiveValue::Set(statement.grid.0),
        person_id: ActiveValue::Set(statement.person.0),
        text: ActiveValue::Set(statement.text.clone()),
        recorded_by: ActiveValue::Set(statement.recorded_by.0),
        recorded_at: ActiveValue::Set(statement.recorded_at.into()),
        version: ActiveValue::Set(1),
    };
    match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Err(StoreError::Duplicate) => Err(StoreError::Race("a statement")),
        other => other.map(|_| statement.id),
    }
}

/// The statements at a meeting, in the order of their making: one for each grid.
///
/// # Errors
/// The database's fault.
pub async fn of_meeting(tx: &Tx, meeting: MeetingId) -> StoreResult<Vec<Statement>> {
    let query = Entity::find().filter(Column::MeetingId.eq(meeting.0)).order_by(Column::Id, Order::Asc);
    Ok(query.all(tx.conn()).await?.into_iter().map(from_row).collect())
}

fn from_row(row: Model) -> Statement {
    Statement {
        id: StatementId(row.id),
        meeting: MeetingId(row.meeting_id),
        grid: GridId(row.grid_id),
        person: PersonId(row.person_id),
        text: row.text,
        recorded_by: AccountId(row.recorded_by),
        recorded_at: row.recorded_at.into(),
    }
}
