//! Closing and erasing, one table at a time as the data list says. Each step may be repeated.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::privacy::{Blank, Erasure, Table};
use xianfeng_domain::time::Day;

use super::rows_of::{condition, memberships};
use crate::db::{StoreResult, Tx};

/// Carries out an erasure on a person's rows of a table; answers how many rows it touched. `number` is what
/// stands behind `已注销` in the place of the name.
///
/// # Errors
/// The database's fault.
pub async fn erase(tx: &Tx, table: &Table, erasure: Erasure, person: PersonId, number: i64) -> StoreResult<u64> {
    if table.own.is_empty() && table.also.is_empty() {
        // A condition of no links holds for every row.
        return Ok(0);
    }
    let theirs = condition(&[table.own, table.also], person);
    let done = match erasure {
        Erasure::Keep(_) => return Ok(0),
        Erasure::Delete => {
            let mut delete = Query::delete();
            delete.from_table(Alias::new(table.name)).cond_where(theirs);
            tx.conn().execute(&delete).await?
        }
        Erasure::Blank(columns) => {
            let mut update = Query::update();
            update.table(Alias::new(table.name)).cond_where(theirs);
            for (column, blank) in columns {
                let value = match blank {
                    Blank::Null => Expr::cust("NULL"),
                    Blank::Words => Expr::value(Blank::WORDS),
                    Blank::Code(code) => Expr::value(*code),
                    Blank::Name => Expr::value(format!("{}{number}", Blank::NAME)),
                };
                update.value(Alias::new(*column), value);
            }
            tx.conn().execute(&update).await?
        }
    };
    Ok(done.rows_affected())
}

/// The last day that anything of a person counts on, and through which day every ledger of theirs is final.
///
/// # Errors
/// The database's fault.
pub async fn last_day(tx: &Tx, person: PersonId) -> StoreResult<(Option<Day>, Option<Day>)> {
    let of = |table: &'static str, column: &'static str, least: bool| {
        let column = Expr::col(Alias::new(column));
        Query::select()
            .expr_as(if least { column.min() } else { column.max() }, Alias::new("day"))
            .from(Alias::new(table))
            .and_where(Expr::col(Alias::new("member_id")).in_subquery(memberships(person)))
            .to_owned()
    };
    let mut days = [None, None];
    let asked = [of("ledger_entries", "counts_on", false), of("member_ledger_heads", "final_through", true)];
    for (day, asked) in days.iter_mut().zip(asked) {
        if let Some(row) = tx.conn().query_one(&asked).await? {
            *day = row.try_get("", "day")?;
        }
    }
    Ok((days[0], days[1]))
}
