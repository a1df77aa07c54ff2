//! What an order had taken did not work: its points go back to the lots that they came from, once.

use xianfeng_domain::funds::FundStep;
use xianfeng_domain::ids::OrderId;
use xianfeng_domain::purse::MovementKind;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::purse as rows;

use super::step::{audited, of_lot, ran_out, recorded, written};
use crate::auth::Act;
use crate::failure::Failure;

/// Gives back what was spent on an order, and the fund has promised it again. A repeat does nothing. Where
/// a lot's day has passed the points stay good for 30 more days, as when an order falls through by others.
///
/// # Errors
/// The store's fault, also for an order that was never handed out.
pub async fn refund(tx: &Tx, act: &Act, order: OrderId) -> Result<(), Failure> {
    let unknown = || StoreError::corrupt(format!("nothing was spent on order {order}"));
    let member = rows::of_cause(tx, order.0).await?.first().map(|step| step.member).ok_or_else(unknown)?;
    rows::lock(tx, member).await?;
    // Read under the turn: whoever had it before may have refunded the order.
    let steps = rows::of_cause(tx, order.0).await?;
    if steps.iter().any(|step| step.kind == MovementKind::Refund) {
        return Ok(());
    }
    let lots = rows::of_member(tx, member).await?;
    let mut first = None;
    for step in steps.iter().filter(|step| step.kind == MovementKind::Fulfil) {
        let before = lots.iter().find(|lot| lot.id == step.lot).ok_or_else(unknown)?;
        let mut after = before.clone();
        let lapsed = after.refund(step.amount, act.today())?;
        written(tx, before, &after).await?;
        recorded(tx, act, before, (MovementKind::Refund, step.amount), (order.0, 0)).await?;
        of_lot(tx, act, before, (FundStep::Refund, step.amount.fen), (order.0, 0)).await?;
        ran_out(tx, act, before, lapsed).await?;
        first = first.or(Some(before.organization));
    }
    audited(tx, act, "wallet.refund", member, first.ok_or_else(unknown)?).await
}
