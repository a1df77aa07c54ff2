//! What was done in a place and time, out of the ledger: additions that nothing took back.

use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, IntoCondition, JoinType, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::Quantity;
use xianfeng_domain::ids::{MemberId, OrganizationId, RuleBookId};
use xianfeng_domain::ledger::EntryKind;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::Period;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::ledger_entries;

/// So many ids in one statement.
const AT_ONCE: usize = 400;

/// What one member did of one item at one place in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Who.
    pub member: MemberId,
    /// The item's code.
    pub item: String,
    /// The version of the rule book that it was entered under.
    pub rule_book: RuleBookId,
    /// The branch of the entries.
    pub organization: OrganizationId,
    /// The month in which they count.
    pub month: Period,
    /// How often.
    pub times: u64,
    /// How much in all, where it was said.
    pub quantity: Option<Quantity>,
}

#[derive(FromQueryResult)]
struct Row {
    member_id: Uuid,
    item_code: String,
    rule_book_id: Uuid,
    organization_id: Uuid,
    month: String,
    times: i64,
    quantity: Option<i64>,
    unit: Option<String>,
}

fn col(table: &'static str, column: &'static str) -> Expr {
    Expr::col((Alias::new(table), Alias::new(column)))
}

/// What was done at an organization and what lies below, by entries that count in a period.
///
/// # Errors
/// [`StoreError::Corrupt`] when a row cannot be read.
pub async fn done(tx: &Tx, path: &OrganizationPath, period: Period) -> StoreResult<Vec<Done>> {
    let in_place = || {
        Condition::all()
            .add(col("e", "organization_path").like(format!("{}%", path.as_str())))
            .add(col("e", "kind").eq(EntryKind::Addition.code()))
            .add(col("e", "item_code").is_not_null())
            .add(col("e", "counts_on").gte(period.start()))
            .add(col("e", "counts_on").lt(period.end()))
    };
    // What was never corrected is counted by the database, the few corrected ones by their lineage.
    let mut rows = read(tx, select(in_place().add(col("r", "id").is_null()))).await?;
    let mut corrected = Query::select();
    corrected.column((Alias::new("e"), Alias::new("id")));
    join_correction(&mut corrected).cond_where(in_place().add(col("r", "id").is_not_null()));
    let ids: Vec<Uuid> =
        tx.conn().query_all(&corrected).await?.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?;
    for ids in live(tx, ids).await?.chunks(AT_ONCE) {
        rows.extend(read(tx, select(col("e", "id").is_in(ids.iter().copied()).into_condition())).await?);
    }
    Ok(rows)
}

/// Entries `e` with the one `r` that takes them back, if any.
fn join_correction(select: &mut SelectStatement) -> &mut SelectStatement {
    let taken_back = col("r", "reverses_id").eq(col("e", "id"));
    let [e, r, ledger] = ["e", "r", "ledger_entries"].map(Alias::new);
    select.from_as(ledger.clone(), e).join_as(JoinType::LeftJoin, ledger, r, taken_back)
}

fn select(which: Condition) -> SelectStatement {
    // A day begins with its month, in both databases.
    let month = Func::cust("SUBSTR").args([col("e", "counts_on"), Expr::val(1), Expr::val(7)]);
    let mut select = Query::select();
    for column in ["member_id", "item_code", "rule_book_id", "organization_id"] {
        select.column((Alias::new("e"), Alias::new(column))).group_by_col((Alias::new("e"), Alias::new(column)));
    }
    select
        .expr_as(month, Alias::new("month"))
        .expr_as(Expr::expr(col("e", "id").count()), Alias::new("times"))
        // A sum is a DECIMAL on MySQL.
        .expr_as(col("n", "quantity").sum().cast_as("SIGNED"), Alias::new("quantity"))
        .expr_as(col("n", "unit"), Alias::new("unit"));
    join_correction(&mut select)
        .join_as(
            JoinType::LeftJoin,
            Alias::new("ledger_notes"),
            Alias::new("n"),
            col("n", "entry_id").eq(col("e", "id")),
        )
        .cond_where(which)
        // By its name: MySQL does not see that two expressions with parameters are the same.
        .group_by_col(Alias::new("month"))
        .group_by_col((Alias::new("n"), Alias::new("unit")));
    select
}

async fn read(tx: &Tx, select: SelectStatement) -> StoreResult<Vec<Done>> {
    let rows = tx.conn().query_all(&select).await?;
    rows.iter().map(|row| from_row(Row::from_query_result(row, "")?)).collect()
}

fn from_row(row: Row) -> StoreResult<Done> {
    let quantity = row.quantity.zip(row.unit);
    Ok(Done {
        member: MemberId(row.member_id),
        rule_book: RuleBookId(row.rule_book_id),
        organization: OrganizationId(row.organization_id),
        month: row.month.parse().map_err(|_| StoreError::corrupt("a month of the ledger"))?,
        times: u64::try_from(row.times).unwrap_or_default(),
        quantity: quantity.and_then(|(much, unit)| Quantity::new(much, unit)),
        item: row.item_code,
    })
}

/// Those of some corrected entries whose last correction gave back what the one before took.
async fn live(tx: &Tx, roots: Vec<Uuid>) -> StoreResult<Vec<Uuid>> {
    use ledger_entries::{Column, Entity};
    // The last entry that is known of each lineage, and whether that leaves it alive.
    let mut last: HashMap<Uuid, Uuid> = roots.iter().map(|root| (*root, *root)).collect();
    let (mut live, mut alive): (HashSet<Uuid>, bool) = (HashSet::new(), true);
    while !last.is_empty() {
        let mut next = HashMap::new();
        let known: Vec<Uuid> = last.keys().copied().collect();
        for known in known.chunks(AT_ONCE) {
            let found: Vec<(Uuid, Option<Uuid>)> = Entity::find()
                .select_only()
                .columns([Column::Id, Column::ReversesId])
                .filter(Column::ReversesId.is_in(known.iter().copied()))
                .into_tuple()
                .all(tx.conn())
                .await?;
            for (id, corrected) in found {
                if let Some(root) = corrected.and_then(|corrected| last.remove(&corrected)) {
                    next.insert(id, root);
                }
            }
        }
        if alive {
            live.extend(last.into_values());
        }
        (last, alive) = (next, !alive);
    }
    Ok(live.into_iter().collect())
}
