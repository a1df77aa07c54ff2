//! Care funds against their lines (invariant 5).

use std::collections::{BTreeMap, BTreeSet};

use xianfeng_domain::care::{CareFund, FundLine};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::care as rows;
use xianfeng_infra::db::{StoreResult, Tx};

use super::difference::Difference;

/// Each fund is what its lines make, and each line that takes a payment back says what that said; the database itself refuses to pay out more than was put in.
pub(super) async fn care_funds(tx: &Tx) -> StoreResult<Vec<Difference>> {
    let stored: BTreeMap<OrganizationId, CareFund> = rows::all_funds(tx).await?.into_iter().collect();
    let mut moved: BTreeMap<OrganizationId, CareFund> = BTreeMap::new();
    for (organization, line, fen) in rows::all_sums(tx).await? {
        let fund = moved.entry(organization).or_default();
        match line {
            FundLine::Inflow => fund.put_in += fen,
            FundLine::TakenBack => fund.put_in -= fen,
            FundLine::Payment => fund.paid_out += fen,
            FundLine::Reversal => fund.paid_out -= fen,
        }
    }
    let all: BTreeSet<OrganizationId> = stored.keys().chain(moved.keys()).copied().collect();
    let mut found: Vec<_> = rows::wrong_reversals(tx).await?.into_iter().map(Difference::CareReversal).collect();
    for organization in all {
        let of = |funds: &BTreeMap<OrganizationId, CareFund>| funds.get(&organization).copied().unwrap_or_default();
        let (stored, expected) = (of(&stored), of(&moved));
        if stored != expected {
            found.push(Difference::CareFundMoved { organization, stored, expected });
        }
    }
    Ok(found)
}
