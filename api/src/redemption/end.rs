//! How every order ends: handed out, cancelled or expired. One place, so that goods, limit and points
//! go together, once.

use xianfeng_domain::redemption::{Order, OrderState, RewardKind};
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::redemption as rows;

use super::order::moved;
use super::order_wire::last_day;
use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::{Kind, tell_member};
use crate::purse;

/// Writes that an order has ended, proves that nobody else has ended it, and moves goods and points:
/// away when it was handed out, back otherwise.
pub(super) async fn end(tx: &Tx, act: &Act, before: &Order, after: &Order) -> Result<(), Failure> {
    if !rows::advance_order(tx, before.state, after).await? {
        // Two scanners at once, or a cancelling meanwhile: look again.
        return Err(StoreError::Race("an order").into());
    }
    let handed_out = after.state == OrderState::Fulfilled;
    if !handed_out {
        let day = day_of(after.ordered_at);
        rows::give_back_uses(tx, after.reward, after.member, day, after.quantity).await?;
    }
    match after.kind {
        RewardKind::Goods if handed_out => rows::hand_out_stock(tx, moved(act, after)?).await?,
        RewardKind::Goods => rows::return_stock(tx, moved(act, after)?).await?,
        // Had at once, and mended by `coupon_mend`: none of them ends here.
        RewardKind::Coupon => {}
    }
    if handed_out {
        purse::fulfil(tx, act, after.id).await?;
    } else {
        purse::cancel(tx, act, after.id).await?;
    }
    Ok(())
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
