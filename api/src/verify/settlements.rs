//! Settlements: lines, lots and what the funds have committed say the same, inside the fund; what was
//! taken off and given back is what the debts say.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::funds::FundStep;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::purse::{Amount, Lot};
use xianfeng_domain::settlements::{Settlement, SettlementState};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::settlements::{self as rows, VillageRow};
use xianfeng_infra::{funds, purse};

use super::difference::Difference;

/// Fen that were committed, by settlement and organization.
type Committed = HashMap<(Uuid, OrganizationId), i64>;

/// What was taken off from each member, and what was given back.
type Sums = BTreeMap<MemberId, [Points; 2]>;

fn add(sums: &mut Sums, member: MemberId, recovered: Points, given_back: Points) {
    let [taken, given] = sums.entry(member).or_default();
    *taken += recovered;
    *given += given_back;
}

/// All settlements in one snapshot.
pub(super) async fn settlements(tx: &Tx) -> StoreResult<Vec<Difference>> {
    let mut lots: HashMap<Uuid, Vec<Lot>> = HashMap::new();
    for lot in purse::all_lots(tx).await? {
        lots.entry(lot.settlement.0).or_default().push(lot);
    }
    let mut committed = Committed::new();
    for movement in funds::all_movements(tx).await?.into_iter().filter(|one| one.step == FundStep::Commit) {
        *committed.entry((movement.reference, movement.organization)).or_default() += movement.fen;
    }
    let mut differences = Vec::new();
    let mut of_lines = Sums::new();
    for settlement in rows::all(tx).await? {
        let mut lots = lots.remove(&settlement.id.0).unwrap_or_default();
        let signed = matches!(settlement.state, SettlementState::Issuing | SettlementState::Issued);
        for village in rows::villages(tx, &Reach::under(settlement.path.clone()), &settlement).await? {
            differences.extend(one_village(tx, &settlement, &village, &mut lots, &committed).await?);
            if signed {
                for row in rows::of_village(tx, settlement.id, village.organization).await? {
                    let share = row.line.share;
                    add(&mut of_lines, row.line.member, share.recovered, share.given_back);
                }
            }
        }
        // What no line says was issued by nobody.
        differences.extend(lots.into_iter().map(|lot| Difference::LotWithoutLine(lot.id)));
    }
    differences.extend(lots.into_values().flatten().map(|lot| Difference::LotWithoutLine(lot.id)));
    let mut of_debts = Sums::new();
    for over in rows::all_over_issues(tx).await? {
        add(&mut of_debts, over.member, over.debt.recovered, over.debt.given_back);
        if !over.debt.is_exact() {
            differences.push(Difference::Debt(over.id));
        }
    }
    let members: BTreeSet<MemberId> = of_lines.keys().chain(of_debts.keys()).copied().collect();
    for member in members {
        let of = |all: &Sums| all.get(&member).copied().unwrap_or_default();
        let (lines, said) = (of(&of_lines), of(&of_debts));
        if lines != said {
            differences.push(Difference::Recovered { member, lines, said });
        }
    }
    Ok(differences)
}

/// One village: takes the lots that its lines say out of the settlement's.
async fn one_village(
    tx: &Tx,
    settlement: &Settlement,
    village: &VillageRow,
    lots: &mut Vec<Lot>,
    committed: &Committed,
) -> StoreResult<Vec<Difference>> {
    let lines = rows::of_village(tx, settlement.id, village.organization).await?;
    let issued = village.issued_at.is_some();
    let (mut sum, mut given_back, mut wrong) = (0, Points::ZERO, false);
    for line in lines.iter().map(|row| &row.line) {
        sum += line.share.fen;
        given_back += line.share.given_back;
        let expected = Amount { points: line.share.points, fen: line.share.fen };
        let at = lots.iter().position(|lot| lot.member == line.member && lot.organization == village.organization);
        let lot = at.map(|at| lots.swap_remove(at));
        wrong |= match lot {
            Some(lot) => !issued || lot.issued != expected,
            None => issued && !expected.is_zero(),
        };
    }
    let moved = committed.get(&(settlement.id.0, village.organization)).copied().unwrap_or_default();
    let statement = village.statement;
    let exact = sum == statement.committed_fen && moved == if issued { sum } else { 0 };
    let within = sum <= statement.available_fen && statement.left_fen >= 0 && given_back == statement.given_back;
    let (id, organization) = (settlement.id, village.organization);
    let difference = Difference::SettledVillage { settlement: id, organization, lines: sum, committed: moved };
    Ok(if wrong || !exact || !within { vec![difference] } else { Vec::new() })
}
