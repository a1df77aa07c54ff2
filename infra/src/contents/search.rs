//! The search in contents: grams in, ids out.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, ExprTrait, Query as Sql, SelectStatement};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter};
use xianfeng_domain::contents::Query;
use xianfeng_domain::ids::ContentId;

use crate::db::{StoreResult, Tx};
use crate::entities::content_grams::{ActiveModel, Column, Entity};

/// Two values a row: far below what one statement takes on either database.
const ROWS_AT_ONCE: usize = 1000;

/// Puts a content into the search under its grams, in place of those of its former text.
///
/// # Errors
/// The database's fault.
pub async fn index(tx: &Tx, id: ContentId, grams: &BTreeSet<String>) -> StoreResult<()> {
    Entity::delete_many().filter(Column::ContentId.eq(id.0)).exec(tx.conn()).await?;
    let rows: Vec<ActiveModel> = grams
        .iter()
        .map(|gram| ActiveModel { gram: ActiveValue::Set(gram.clone()), content_id: ActiveValue::Set(id.0) })
        .collect();
    for some in rows.chunks(ROWS_AT_ONCE) {
        Entity::insert_many(some.to_vec()).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// The ids of the contents that have every gram of a query.
pub(super) fn holding(query: &Query) -> SelectStatement {
    let grams = query.grams();
    let all = i64::try_from(grams.len()).unwrap_or(i64::MAX);
    Sql::select()
        .column(Column::ContentId)
        .from(Entity)
        .and_where(Expr::col(Column::Gram).is_in(grams))
        .group_by_col(Column::ContentId)
        .and_having(Expr::col(Column::Gram).count().eq(all))
        .to_owned()
}
