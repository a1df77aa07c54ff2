//! What findings and colours ask beside a board: many periods at once, in a bounded number of
//! statements.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use xianfeng_domain::Points;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::time::Period;

use super::members::Board;
use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::member_totals::{Column, Entity};
use crate::ledger;

/// The totals of the members of a board over several periods, under the rule book of where each
/// stands on that board: a move to another rule book starts anew there (invariant 8). Who has no
/// entry is absent. The answer keeps the order of `periods`.
///
/// # Errors
/// The database's fault.
pub async fn totals_over(
    tx: &Tx,
    board: &Board,
    periods: &[Period],
) -> StoreResult<Vec<(Period, HashMap<MemberId, Points>)>> {
    let owners = owners(board);
    let rows = Entity::find()
        .filter(Column::MemberId.is_in(owners.keys().map(|member| member.0)))
        .filter(Column::Period.is_in(periods.iter().map(ToString::to_string)))
        .all(tx.conn())
        .await?;
    let mut found: BTreeMap<Period, HashMap<MemberId, Points>> = BTreeMap::new();
    for row in rows {
        let period = row.period.parse().map_err(|_| StoreError::corrupt("the period of a total"))?;
        let member = MemberId(row.member_id);
        if owners.get(&member) == Some(&OrganizationId(row.owner_id)) {
            found.entry(period).or_default().insert(member, row.total.into());
        }
    }
    Ok(periods.iter().map(|period| (*period, found.remove(period).unwrap_or_default())).collect())
}

/// The base points that the members of a board hold in a period.
///
/// # Errors
/// The database's fault.
pub async fn base_held(tx: &Tx, board: &Board, period: Period) -> StoreResult<HashMap<MemberId, Points>> {
    let owners = owners(board);
    let held = ledger::base_held(tx, owners.keys().copied(), period).await?;
    let own = |((member, owner), points)| (owners.get(&member) == Some(&owner)).then_some((member, points));
    Ok(held.into_iter().filter_map(own).collect())
}

/// Whose totals count for each member of a board.
fn owners(board: &Board) -> HashMap<MemberId, OrganizationId> {
    board.rows.iter().map(|row| (row.row.member, row.row.owner)).collect()
}
