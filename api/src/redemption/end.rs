//! How every order ends: handed out, cancelled or expired. One place, so that goods, limit and points
//! go together, once.

use xianfeng_domain::Points;
use xianfeng_domain::purse::Undone;
use xianfeng_domain::redemption::{Order, RewardKind};
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::redemption as rows;

use super::order::moved;
use super::order_wire::last_day;
use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::{Kind, tell_member};
use crate::purse;

/// Writes that an order was handed out, proves that nobody else has ended it, and moves goods and points
/// away.
pub(super) async fn hand_out(tx: &Tx, act: &Act, before: &Order, after: &Order) -> Result<(), Failure> {
    advance(tx, before, after).await?;
    if after.kind == RewardKind::Goods {
        rows::hand_out_stock(tx, moved(act, after)?).await?;
    }
    purse::fulfil(tx, act, after.id).await
}

/// Writes that an order has fallen through, proves that nobody else has ended it, and moves goods and points
/// back. Answers what came back; the member is told of what came too late and has run out.
pub(super) async fn fall_through(
    tx: &Tx,
    act: &Act,
    before: &Order,
    after: &Order,
    by: Undone,
) -> Result<Points, Failure> {
    advance(tx, before, after).await?;
    let day = day_of(after.ordered_at);
    rows::give_back_uses(tx, after.reward, after.member, day, after.quantity).await?;
    // Coupons are had at once, and mended by `coupon_mend`: none of them ends here.
    if after.kind == RewardKind::Goods {
        rows::return_stock(tx, moved(act, after)?).await?;
    }
    let lost = purse::cancel(tx, act, after.id, by).await?;
    if !lost.is_zero() {
        let params = [("points", &*lost.to_string())];
        tell_member(tx, after.member, Kind::WalletExpired, Some(("order", after.id.0)), &params, act.now).await?;
    }
    Ok(after.points - lost)
}

async fn advance(tx: &Tx, before: &Order, after: &Order) -> Result<(), Failure> {
    // Two scanners at once, or a cancelling meanwhile: look again.
    if rows::advance_order(tx, before.state, after).await? { Ok(()) } else { Err(StoreError::Race("an order").into()) }
}

/// Tells the member of a step. What the kinds' words share is here: reward, how much, until when.
pub(super) async fn tell(tx: &Tx, act: &Act, order: &Order, kind: Kind, more: &[(&str, &str)]) -> Result<(), Failure> {
    let (much, until) = (format!("{}{}", order.quantity, order.unit), last_day(order).to_string());
    let mut params = vec![("reward", order.reward_name.as_str()), ("much", &much), ("until", &until)];
    params.extend(more);
    // Only what the words name.
    params.retain(|(name, _)| kind.placeholders().contains(name));
    tell_member(tx, order.member, kind, Some(("order", order.id.0)), &params, act.now).await
}
