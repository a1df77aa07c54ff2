//! An order fell through: its points go back to the lots that they came from, once.

use xianfeng_domain::Points;
use xianfeng_domain::funds::FundStep;
use xianfeng_domain::ids::{MemberId, OrderId};
use xianfeng_domain::purse::{Lot, MovementKind, Portion, Undone, refund};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::purse as rows;

use super::step::{audited, of_lot, ran_out, recorded, written};
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;

/// Gives back what was kept for an order; answers how many of its points came too late and have run out. A
/// repeat does nothing: cancelling twice refunds once. Points that come back into a lot whose day has passed
/// stay good for 30 more days ([`xianfeng_domain::purse::REFUND_DAYS`]): always where it was by others, once
/// a lot where it was by the member.
///
/// # Errors
/// `wallet.order_ended` when the order was handed out.
pub async fn cancel(tx: &Tx, act: &Act, order: OrderId, by: Undone) -> Result<Points, Failure> {
    let Some(Kept { member, parts }) = kept(tx, order, MovementKind::Cancel).await? else { return Ok(Points::ZERO) };
    let (lots, portions): (Vec<Lot>, Vec<Portion>) = parts.into_iter().unzip();
    let mut lost = Points::ZERO;
    for (before, (after, portion, late)) in lots.iter().zip(refund(&lots, &portions, act.today(), by)?) {
        written(tx, before, &after).await?;
        ran_out(tx, act, before, late.ran_out).await?;
        recorded(tx, act, before, (MovementKind::Cancel, portion.amount), (order.0, 0)).await?;
        if !late.too_late.is_zero() {
            // The order is the cause: the lot itself may have run out on its day before.
            recorded(tx, act, before, (MovementKind::Expire, late.too_late), (order.0, 0)).await?;
            of_lot(tx, act, before, (FundStep::Release, late.too_late.fen), (order.0, 0)).await?;
            lost += late.too_late.points;
        }
    }
    if let Some(lot) = lots.first() {
        audited(tx, act, "wallet.cancel", member, lot.organization).await?;
    }
    Ok(lost)
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
