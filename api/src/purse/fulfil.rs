//! An order was handed out: its points are gone, and the fund has paid.

use xianfeng_domain::funds::FundStep;
use xianfeng_domain::ids::OrderId;
use xianfeng_domain::purse::MovementKind;
use xianfeng_infra::db::Tx;

use super::cancel::{Kept, kept};
use super::step::{audited, of_lot, recorded, written};
use crate::auth::Act;
use crate::failure::Failure;

/// Spends what was kept for an order. A repeat does nothing.
///
/// # Errors
/// `wallet.order_ended` when the points were given back.
pub async fn fulfil(tx: &Tx, act: &Act, order: OrderId) -> Result<(), Failure> {
    let Some(Kept { member, parts }) = kept(tx, order, MovementKind::Fulfil).await? else { return Ok(()) };
    for (before, portion) in &parts {
        let mut after = before.clone();
        after.fulfil(portion.amount)?;
        written(tx, before, &after).await?;
        recorded(tx, act, before, (MovementKind::Fulfil, portion.amount), (order.0, 0)).await?;
        of_lot(tx, act, before, (FundStep::Spend, portion.amount.fen), (order.0, 0)).await?;
    }
    if let Some((lot, _)) = parts.first() {
        audited(tx, act, "wallet.fulfil", member, lot.organization).await?;
    }
    Ok(())
}
