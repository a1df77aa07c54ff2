//! Keeping redemption points for an order.

use std::collections::BTreeMap;

use xianfeng_domain::Points;
use xianfeng_domain::ids::{LotId, MemberId, OrderId};
use xianfeng_domain::purse::{Lot, MovementKind, NotEnough, Portion, spend_plan};
use xianfeng_infra::db::Tx;
use xianfeng_infra::purse as rows;

use super::step::{audited, recorded, written};
use crate::auth::Act;
use crate::failure::Failure;

/// Keeps so many points for an order and answers the lots that pay: what runs out soonest first. The
/// same order again gets the same answer and keeps nothing more.
///
/// # Errors
/// `wallet.not_enough` with `missing`: the order must not be written.
pub async fn reserve(
    tx: &Tx,
    act: &Act,
    member: MemberId,
    order: OrderId,
    points: Points,
) -> Result<Vec<Portion>, Failure> {
    if !rows::lock(tx, member).await? {
        return if points > Points::ZERO { Err(NotEnough { missing: points }.into()) } else { Ok(Vec::new()) };
    }
    let kept = rows::of_cause(tx, order.0).await?;
    if !kept.is_empty() {
        let kept = kept.into_iter().filter(|step| step.kind == MovementKind::Reserve);
        return Ok(kept.map(|step| Portion { lot: step.lot, amount: step.amount }).collect());
    }
    let lots = rows::of_member(tx, member).await?;
    let portions = spend_plan(&lots, points, act.today())?;
    let lots: BTreeMap<LotId, Lot> = lots.into_iter().map(|lot| (lot.id, lot)).collect();
    for portion in &portions {
        let Some(before) = lots.get(&portion.lot) else { continue };
        let mut after = before.clone();
        after.reserve(portion.amount)?;
        written(tx, before, &after).await?;
        recorded(tx, act, before, (MovementKind::Reserve, portion.amount), (order.0, 0)).await?;
    }
    if let Some(lot) = portions.first().and_then(|portion| lots.get(&portion.lot)) {
        audited(tx, act, "wallet.reserve", member, lot.organization).await?;
    }
    Ok(portions)
}
