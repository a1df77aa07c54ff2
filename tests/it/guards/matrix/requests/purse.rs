//! Redemption points and the village funds behind them.

use super::{Ask, Scene, at, query};

pub(super) fn ask(scene: &Scene, operation: &str, _caller: usize) -> Option<Ask> {
    let branch = scene.branch.id.0;
    Some(match operation {
        "getMyWallet" | "listMyWalletMovements" => Ask::default(),
        "getWallet" => at(scene.branch.members[1].id.0),
        "listFunds" | "exportFund" => query(format!("?organizationId={branch}")),
        "listFundMovements" | "showPublicFund" | "showFund" => at(branch),
        _ => return None,
    })
}
