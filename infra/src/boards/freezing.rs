//! What an edition freezes of a member: the row that boards have shown.

use xianfeng_domain::editions::EditionRow;
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::ledger::GENESIS;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::{Day, Period};

use super::scope::Tree;
use super::standings::standings;
use crate::db::{StoreResult, Tx};
use crate::zeroings;

/// The rows of some members of a township for a period that is over, without the heads of their
/// chains, places and grades. Who stands on none of its boards is absent: out of scope, not there.
///
/// # Errors
/// The database's fault.
pub async fn to_freeze(
    tx: &Tx,
    township: &OrganizationPath,
    period: Period,
    members: &[MemberId],
    today: Day,
) -> StoreResult<Vec<EditionRow>> {
    let tree = Tree::load(tx, township, today).await?;
    let scope = tree.scope(tx, period, today).await?;
    let found = standings(tx, &scope, period, today, Some(members)).await?;
    let kept_out = zeroings::kept_out(tx, members.iter().copied(), period.last_day()).await?;
    let rows = found.into_iter().map(|standing| {
        let sensitive = standing.is_sensitive();
        let row = standing.row;
        EditionRow {
            member: row.member,
            branch: row.branch,
            branch_name: row.branch_name,
            category: row.category,
            owner: standing.branch.owner,
            roster_order: row.roster_order,
            exempt: row.exempt,
            sensitive,
            kept_out: kept_out.contains(&row.member),
            total: row.total,
            additions: row.additions,
            deductions: row.deductions,
            seq: 0,
            hash: GENESIS,
            places: None,
            public: None,
            grade: None,
            colour: None,
        }
    });
    Ok(rows.collect())
}
