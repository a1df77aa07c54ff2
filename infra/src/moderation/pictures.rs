//! Pictures: handed in by address, judged later by a pushed word.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, FileId};
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::organizations::OrganizationPath;

use super::ask::as_read;
use super::{TextCheck, from_row, of_subject};
use crate::db::{Moment, StoreResult, Tx};
use crate::entities::text_checks::{ActiveModel, Column, Entity};

/// Puts a picture to be checked; one that was put before keeps its verdict, for pictures never change. The row stands
/// before the platform is asked. Says whether it was put now.
///
/// # Errors
/// [`crate::db::StoreError::Duplicate`] when another request just put it.
pub async fn put_picture(
    tx: &Tx,
    (file, content): (FileId, &[u8; 32]),
    path: &OrganizationPath,
    author: AccountId,
    state: CheckState,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    if of_subject(tx, (Subject::Picture, file.0)).await?.is_some() {
        return Ok(false);
    }
    let row = ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        subject_kind: ActiveValue::Set(Subject::Picture.code().to_owned()),
        subject_id: ActiveValue::Set(file.0),
        organization_path: ActiveValue::Set(path.to_string()),
        author_id: ActiveValue::Set(author.0),
        text: ActiveValue::Set(String::new()),
        digest: ActiveValue::Set(content.to_vec()),
        version: ActiveValue::Set(1),
        state: ActiveValue::Set(state.code().to_owned()),
        label: ActiveValue::Set(None),
        asked: ActiveValue::Set(0),
        due_at: ActiveValue::Set(Some(now.into())),
        trace_id: ActiveValue::Set(None),
        created_at: ActiveValue::Set(now.into()),
        decided_by: ActiveValue::Set(None),
        decided_at: ActiveValue::Set(None),
        reason: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(true)
}

/// Writes under which name the platform will push its verdict, and until when it is waited for.
///
/// # Errors
/// The database's fault.
pub async fn handed_in(tx: &Tx, check: &TextCheck, trace_id: &str, until: DateTime<Utc>) -> StoreResult<()> {
    as_read(check)
        .col_expr(Column::TraceId, Expr::value(trace_id))
        .col_expr(Column::DueAt, Expr::value(Moment::from(until)))
        .col_expr(Column::Asked, Expr::col(Column::Asked).add(1))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The check that the platform names.
///
/// # Errors
/// The database's fault.
pub async fn by_trace(tx: &Tx, trace_id: &str) -> StoreResult<Option<TextCheck>> {
    Entity::find().filter(Column::TraceId.eq(trace_id)).one(tx.conn()).await?.map(from_row).transpose()
}

/// Has the picture handed in once more.
///
/// # Errors
/// The database's fault.
pub async fn again(tx: &Tx, check: &TextCheck, now: DateTime<Utc>) -> StoreResult<()> {
    as_read(check)
        .col_expr(Column::TraceId, Expr::value(Option::<String>::None))
        .col_expr(Column::DueAt, Expr::value(Moment::from(now)))
        .exec(tx.conn())
        .await?;
    Ok(())
}
