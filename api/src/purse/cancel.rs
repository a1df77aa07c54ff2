//! An order fell through: its points go back to the lots that they came from, once.

use xianfeng_domain::ids::{MemberId, OrderId};
use xianfeng_domain::purse::{Lot, MovementKind, Portion, refund};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::purse as rows;

use super::step::{audited, ran_out, recorded, written};
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;

/// Gives back what was kept for an order. A repeat does nothing: cancelling twice refunds once. Points
/// that come back into a lot whose day has passed stay good for 30 more days: in doubt the member keeps
/// them ([`xianfeng_domain::purse::REFUND_DAYS`]).
///
/// # Errors
/// `wallet.order_ended` when the order was handed out.
pub async fn cancel(tx: &Tx, act: &Act, order: OrderId) -> Result<(), Failure> {
    let Some(Kept { member, parts }) = kept(tx, order, MovementKind::Cancel).await? else { return Ok(()) };
    let (lots, portions): (Vec<Lot>, Vec<Portion>) = parts.into_iter().unzip();
    for (before, (after, portion, lapsed)) in lots.iter().zip(refund(&lots, &portions, act.today())?) {
        written(tx, before, &after).await?;
        ran_out(tx, act, before, lapsed).await?;
        recorded(tx, act, before, (MovementKind::Cancel, portion.amount), (order.0, 0)).await?;
    }
    if let Some(lot) = lots.first() {
        audited(tx, act, "wallet.cancel", member, lot.organization).await?;
    }
    Ok(())
}

/// What is kept for an order.
pub(super) struct Kept {
    /// Whose.
    pub(super) member: MemberId,
    /// Each lot with its part, as they are now.
    pub(super) parts: Vec<(Lot, Portion)>,
}

/// What is kept for an order, under the turn of its member's wallet; `None` when `end` has happened.
pub(super) async fn kept(tx: &Tx, order: OrderId, end: MovementKind) -> Result<Option<Kept>, Failure> {
    let unknown = || StoreError::corrupt(format!("nothing was kept for order {order}"));
    let member = rows::of_cause(tx, order.0).await?.first().map(|step| step.member).ok_or_else(unknown)?;
    rows::lock(tx, member).await?;
    // Read again: whoever had the turn before may have ended the order.
    let steps = rows::of_cause(tx, order.0).await?;
    match steps.iter().find(|step| step.kind.turn() == end.turn()).map(|step| step.kind) {
        Some(ended) if ended == end => return Ok(None),
        Some(_) => return Err(Code::WalletOrderEnded.into()),
        None => {}
    }
    let lots = rows::of_member(tx, member).await?;
    let part = |step: &xianfeng_domain::purse::Movement| {
        let lot = lots.iter().find(|lot| lot.id == step.lot).cloned().ok_or_else(unknown)?;
        Ok((lot, Portion { lot: step.lot, amount: step.amount }))
    };
    let parts = steps.iter().map(part).collect::<Result<_, StoreError>>()?;
    Ok(Some(Kept { member, parts }))
}
