//! What is held on a person, table by table as the data list says.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Alias, Expr, Func, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::privacy::{Kind, Shown, Table};
use xianfeng_domain::time::in_shanghai;

use super::Vault;
use super::rows_of::condition;
use crate::db::{Moment, StoreResult, Tx};

/// Names and values of one row, in the order of the data list; what is empty is left out.
pub type HeldRow = Vec<(&'static str, String)>;

/// How many rows of a table are a person's own, and at most `limit` of them behind the first `skip`, in the order of
/// the table's key. What others said about the person is not among them.
///
/// # Errors
/// The database's fault; [`crate::db::StoreError::Corrupt`] when what was sealed does not open.
pub async fn held(
    tx: &Tx,
    vault: &Vault,
    table: &Table,
    person: PersonId,
    (skip, limit): (u64, u64),
) -> StoreResult<(u64, Vec<HeldRow>)> {
    if table.own.is_empty() {
        return Ok((0, Vec::new()));
    }
    let own = condition(&[table.own], person);
    let counting = Query::select()
        .expr_as(Func::count(Expr::cust("*")), Alias::new("held"))
        .from(Alias::new(table.name))
        .cond_where(own.clone())
        .to_owned();
    let count: i64 = match tx.conn().query_one(&counting).await? {
        Some(row) => row.try_get("", "held")?,
        None => 0,
    };
    let mut rows = Vec::new();
    if count > 0 && !table.shown.is_empty() {
        let mut select = Query::select();
        for shown in table.shown {
            select.column(Alias::new(shown.column));
        }
        select.from(Alias::new(table.name)).cond_where(own);
        for column in table.key {
            select.order_by(Alias::new(*column), Order::Asc);
        }
        select.limit(limit).offset(skip);
        for row in tx.conn().query_all(&select).await? {
            let mut values = Vec::new();
            for shown in table.shown {
                if let Some(value) = value(&row, shown, vault)? {
                    values.push((shown.name, value));
                }
            }
            rows.push(values);
        }
    }
    Ok((u64::try_from(count).unwrap_or_default(), rows))
}

fn value(row: &QueryResult, shown: &Shown, vault: &Vault) -> StoreResult<Option<String>> {
    let column = shown.column;
    Ok(match shown.kind {
        Kind::Text => row.try_get::<Option<String>>("", column)?,
        Kind::Number => row.try_get::<Option<i64>>("", column)?.map(|number| number.to_string()),
        Kind::Hundredths => {
            let amount: Option<i64> = row.try_get("", column)?;
            amount.map(|amount| Points::from_hundredths(amount).to_string())
        }
        Kind::Day => row.try_get::<Option<NaiveDate>>("", column)?.map(|day| day.to_string()),
        Kind::Moment => {
            let at: Option<i64> = row.try_get("", column)?;
            at.map(|at| DateTime::<Utc>::from(Moment(at)))
                .map(|at| in_shanghai(at).format("%Y-%m-%d %H:%M").to_string())
        }
        Kind::Present => row.try_get::<Option<Uuid>>("", column)?.map(|_| "是".to_owned()),
        Kind::Flag => row.try_get::<Option<bool>>("", column)?.map(|yes| if yes { "是" } else { "否" }.to_owned()),
        Kind::Sealed => {
            let sealed: Option<Vec<u8>> = row.try_get("", column)?;
            sealed.map(|sealed| vault.open_text(&sealed)).transpose()?
        }
    })
}
