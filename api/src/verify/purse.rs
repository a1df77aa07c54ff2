//! Wallets against lots against movements, and funds against their movements against lots (invariant 5).

use std::collections::{BTreeMap, BTreeSet};

use xianfeng_domain::funds::{Fund, FundStep};
use xianfeng_domain::ids::{LotId, MemberId, OrganizationId};
use xianfeng_domain::purse::{Amount, Lot, MovementKind, Wallet};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::funds::{self, FundMovement};
use xianfeng_infra::purse::{self as rows, Moved};

use super::difference::Difference;

/// Everything in one snapshot.
pub(super) async fn purse(tx: &Tx) -> StoreResult<Vec<Difference>> {
    let (lots, moved) = (rows::all_lots(tx).await?, rows::movement_sums(tx).await?);
    let mut found = of_lots(&lots, &moved);
    found.extend(of_wallets(&rows::all_wallets(tx).await?, &lots));
    found.extend(of_funds(&funds::all(tx).await?, &funds::all_movements(tx).await?, &lots));
    Ok(found)
}

/// Where the parts of a lot are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Parts {
    issued: Amount,
    free: Amount,
    reserved: Amount,
    spent: Amount,
    expired: Amount,
}

impl Parts {
    fn of(lot: &Lot) -> Self {
        let Lot { issued, free, reserved, spent, expired, .. } = *lot;
        Self { issued, free, reserved, spent, expired }
    }

    fn add(&mut self, kind: MovementKind, amount: Amount) {
        match kind {
            MovementKind::Issue => {
                self.issued += amount;
                self.free += amount;
            }
            MovementKind::Reserve => {
                self.free -= amount;
                self.reserved += amount;
            }
            MovementKind::Fulfil => {
                self.reserved -= amount;
                self.spent += amount;
            }
            MovementKind::Cancel => {
                self.reserved -= amount;
                self.free += amount;
            }
            MovementKind::Refund => {
                self.spent -= amount;
                self.free += amount;
            }
            MovementKind::Expire => {
                self.free -= amount;
                self.expired += amount;
            }
        }
    }
}

/// Each lot is whole, and is what its movements make; no movement is of a lot that is not there.
fn of_lots(lots: &[Lot], moved: &[Moved]) -> Vec<Difference> {
    let mut expected: BTreeMap<(LotId, MemberId), Parts> = BTreeMap::new();
    for one in moved {
        expected.entry((one.lot, one.member)).or_default().add(one.kind, one.amount);
    }
    let mut found = Vec::new();
    for lot in lots {
        if !lot.is_exact() {
            found.push(Difference::LotInexact(lot.id));
        }
        if expected.remove(&(lot.id, lot.member)).unwrap_or_default() != Parts::of(lot) {
            found.push(Difference::LotMoved(lot.id));
        }
    }
    found.extend(expected.into_keys().map(|(lot, _)| Difference::LotMissing(lot)));
    found
}

/// Each wallet is the sum of its lots, and every lot has a wallet.
fn of_wallets(wallets: &[(MemberId, Wallet)], lots: &[Lot]) -> Vec<Difference> {
    let stored: BTreeMap<MemberId, Wallet> = wallets.iter().copied().collect();
    let mut by_member: BTreeMap<MemberId, Vec<&Lot>> = BTreeMap::new();
    for lot in lots {
        by_member.entry(lot.member).or_default().push(lot);
    }
    let members: BTreeSet<MemberId> = stored.keys().chain(by_member.keys()).copied().collect();
    let difference = |member: MemberId| {
        let stored = stored.get(&member).copied().unwrap_or_default();
        let expected = Wallet::of(by_member.get(&member).into_iter().flatten().copied());
        (stored != expected).then_some(Difference::WalletSums { member, stored, expected })
    };
    members.into_iter().filter_map(difference).collect()
}

/// Each fund is what its movements make and promises and has spent what its lots say.
fn of_funds(stored: &[(OrganizationId, Fund)], movements: &[FundMovement], lots: &[Lot]) -> Vec<Difference> {
    let stored: BTreeMap<OrganizationId, Fund> = stored.iter().copied().collect();
    let (mut moved, mut of_lots) = (BTreeMap::<OrganizationId, Fund>::new(), BTreeMap::<OrganizationId, Fund>::new());
    for one in movements {
        let fund = moved.entry(one.organization).or_default();
        match one.step {
            FundStep::Allot => fund.allotted += one.fen,
            FundStep::Commit => fund.committed += one.fen,
            FundStep::Lapse => fund.lapsed += one.fen,
            FundStep::Release => fund.committed -= one.fen,
            FundStep::Refund => {
                fund.spent -= one.fen;
                fund.committed += one.fen;
            }
            FundStep::Spend => {
                fund.committed -= one.fen;
                fund.spent += one.fen;
            }
        }
    }
    for lot in lots {
        let fund = of_lots.entry(lot.organization).or_default();
        fund.committed += lot.free.fen + lot.reserved.fen;
        fund.spent += lot.spent.fen;
    }
    let all: BTreeSet<OrganizationId> = stored.keys().chain(moved.keys()).chain(of_lots.keys()).copied().collect();
    let mut found = Vec::new();
    for organization in all {
        let of = |funds: &BTreeMap<OrganizationId, Fund>| funds.get(&organization).copied().unwrap_or_default();
        let (stored, moved, lots) = (of(&stored), of(&moved), of(&of_lots));
        if !stored.is_exact() {
            found.push(Difference::FundOverdrawn(organization));
        }
        if stored != moved {
            found.push(Difference::FundMoved { organization, stored, expected: moved });
        }
        let expected = Fund { committed: lots.committed, spent: lots.spent, ..stored };
        if stored != expected {
            found.push(Difference::FundLots { organization, stored, expected });
        }
    }
    found
}
