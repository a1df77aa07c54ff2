//! Ordering (兑换).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::{MemberId, OrderId, OrganizationId, RewardId, ShopId};
use xianfeng_domain::members::Member;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::redemption::{
    self, Buyer, MOST_AT_ONCE, Order, OrderState, Refusal, Reward, RewardKind, Shop, Wanted, expires_at, is_pin,
};
use xianfeng_domain::time::{Day, Period, PeriodKind};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::editions;
use xianfeng_infra::redemption::{self as rows, Moved};

use super::code::{code, code_hash, pin_hash, sealed};
use super::coupon_source::{CouponSource, Pool};
use super::coupon_stock::warn_if_low;
use super::end::tell;
use super::order_wire::{OrderOut, order_example, order_out};
use crate::app::App;
use crate::auth::{Act, AsMember};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::inbox::Kind;
use crate::me::points_of;
use crate::purse;

/// What is ordered.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrderIn {
    /// The reward.
    pub reward_id: Uuid,
    /// Where goods are to be collected: a shop of the own branch or of what lies above. A coupon needs none.
    pub shop_id: Option<Uuid>,
    /// How many, 1 to 99; of coupons one at a time.
    pub quantity: u32,
    /// Four digits that a relative must say to collect goods; nobody reads them again.
    #[schema(example = "0420")]
    pub pin: Option<String>,
}

impl Check for OrderIn {
    fn check(&self, faults: &mut Faults) {
        faults.range("/quantity", self.quantity, 1..=MOST_AT_ONCE);
        if self.pin.as_deref().is_some_and(|pin| !is_pin(pin)) {
            faults.add("/pin", FaultCode::Invalid);
        }
    }
}

/// Orders a reward for redemption points.
///
/// Goods and points are set aside until it is collected, for 14 days; then both go back. A coupon is had at
/// once and its points are spent: `POST /me/orders/{id}/coupon` shows its code to its owner. The pickup
/// code stands in `GET /orders/{id}` and `GET /me/orders`, never in this reply, which is kept (S0-9,
/// S4-4).
#[utoipa::path(
    tag = "redemption",
    request_body = OrderIn,
    responses((status = 201, body = OrderOut, description = "The order, without its code",
        example = json!(order_example()))),
    extensions(("x-error-codes" = json!([
        "shop.not_found", "shop.closed", "reward.not_found", "reward.not_offered",
        "reward.below_threshold", "reward.grade_too_low", "reward.limit_reached", "reward.out_of_stock",
        "wallet.not_enough", "auth.forbidden"
    ]))),
)]
#[post("/orders")]
pub(super) async fn place_order(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    body: JsonBody<OrderIn>,
) -> Result<HttpResponse, Problem> {
    // What is kept of the request must not tell the PIN, not even to who tries all of them.
    let pin = body.pin.as_deref().map(|pin| sealed(&app.vault, pin));
    let input = (body.reward_id, body.shop_id, body.quantity, pin);
    let command = Command::new(&app, &member, "orders.place", &key, "", &input)?;
    let work = async |tx: &Tx| {
        let order = order(tx, &app, &member, &member.member, &body.0).await?;
        Ok(Done::created(order_out(tx, &member.caller, &order).await?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: limit, stock and points are proved where they are written, in one transaction, so
/// that none of them is ever exceeded (invariant 5, pitfall 3).
///
/// # Errors
/// What the shop, the reward, the shelf or the purse refuses.
pub async fn order(tx: &Tx, app: &App, act: &Act, member: &Member, wanted: &OrderIn) -> Result<Order, Failure> {
    let branch = &member.standing.branch_path;
    let (reward, shop) = found(tx, branch, wanted).await?;
    let today = act.today();
    let grade = grade(tx, member, &reward, today).await?;
    let year_points = year_points(tx, member, &reward, today).await?;
    let buyer = Buyer { branch, year_points, grade: grade.as_deref() };
    let quantity = wanted.quantity;
    let points = redemption::order(&buyer, Wanted { reward: &reward, shop: shop.as_ref(), quantity })?;
    let at_once = reward.kind == RewardKind::Coupon;
    let new = Order {
        id: OrderId(Uuid::now_v7()),
        member: member.id,
        path: branch.clone(),
        shop: shop.as_ref().map(|shop| shop.id),
        shop_path: shop.as_ref().map_or_else(|| reward.path.clone(), |shop| shop.path.clone()),
        reward: reward.id,
        reward_name: reward.name.clone(),
        unit: reward.unit.clone(),
        kind: reward.kind,
        quantity,
        price: reward.price,
        points,
        // Nothing is left to collect: points and code go over in this transaction.
        state: if at_once { OrderState::Fulfilled } else { OrderState::Reserved },
        has_pin: wanted.pin.is_some(),
        ordered_at: act.now,
        expires_at: expires_at(act.now),
        ended_at: at_once.then_some(act.now),
        ended_by: at_once.then_some(act.caller.account),
        reason: None,
        collected_by: None,
        relation: None,
        collected_on: None,
    };
    take_limit(tx, &reward, member.id, today, quantity).await?;
    match reward.kind {
        RewardKind::Goods => take_goods(tx, act, &new).await?,
        RewardKind::Coupon => Pool(&app.vault).reserve(tx, act, &new).await?,
    }
    purse::reserve(tx, act, member.id, new.id, points).await?;
    if at_once {
        purse::fulfil(tx, act, new.id).await?;
    }
    let hash = code_hash(&app.vault, &code(&app.vault, new.id));
    let pin = wanted.pin.as_deref().map(|pin| pin_hash(&app.vault, new.id, pin));
    match rows::insert_order(tx, &new, &hash, pin.as_ref(), act.caller.account).await {
        // Another order has this very code: once in a trillion. Another id makes another one.
        Err(StoreError::Duplicate) => return Err(StoreError::Race("a pickup code").into()),
        other => other?,
    }
    act.audit(tx, "orders.place", ("order", new.id.0), &new.path).await?;
    let points = points.to_string();
    if at_once {
        tell(tx, act, &new, Kind::CouponReady, &[("points", &points)]).await?;
        warn_if_low(tx, act, &reward).await?;
    } else {
        let shop = shop.map(|shop| shop.name).unwrap_or_default();
        tell(tx, act, &new, Kind::OrderReserved, &[("points", &points), ("shop", &shop)]).await?;
    }
    Ok(new)
}

/// The reward that is wanted, and the shop that hands it out: none for a coupon.
async fn found(tx: &Tx, branch: &OrganizationPath, wanted: &OrderIn) -> Result<(Reward, Option<Shop>), Failure> {
    let id = RewardId(wanted.reward_id);
    let (reward, shop) = match wanted.shop_id {
        Some(shop) => {
            let shop = rows::serving_shop(tx, branch, ShopId(shop)).await?.ok_or(Code::ShopNotFound)?;
            (rows::reward_for_shop(tx, &shop, id).await?, Some(shop))
        }
        None => (rows::reward_above(tx, branch, id).await?, None),
    };
    let reward = reward.ok_or(Code::RewardNotFound)?;
    match reward.kind {
        RewardKind::Goods if shop.is_none() => Err(Failure::field("/shopId", FaultCode::Missing)),
        RewardKind::Goods => Ok((reward, shop)),
        // One code an order, so that each can be replaced or refunded by itself.
        RewardKind::Coupon if wanted.quantity != 1 => Err(Failure::field("/quantity", FaultCode::OutOfRange)),
        RewardKind::Coupon if wanted.pin.is_some() => Err(Failure::field("/pin", FaultCode::Invalid)),
        RewardKind::Coupon => Ok((reward, None)),
    }
}

async fn take_limit(tx: &Tx, reward: &Reward, member: MemberId, day: Day, quantity: u32) -> Result<(), Failure> {
    if rows::take_uses(tx, reward.id, member, day, quantity, reward.limit).await? {
        return Ok(());
    }
    let most = reward.limit.map_or(0, |limit| limit.most);
    Err(Refusal::LimitReached { most }.into())
}

async fn take_goods(tx: &Tx, act: &Act, order: &Order) -> Result<(), Failure> {
    if rows::take_stock(tx, moved(act, order)?).await? { Ok(()) } else { Err(Refusal::OutOfStock.into()) }
}

/// What an order moves on its shelf.
pub(super) fn moved<'a>(act: &Act, order: &Order) -> Result<Moved<'a>, StoreError> {
    Ok(Moved {
        shop: order.shop.ok_or_else(|| StoreError::corrupt(format!("order {}: its shop", order.id)))?,
        reward: order.reward,
        quantity: order.quantity.into(),
        reference: order.id.0,
        by: act.caller.account,
        at: act.now,
        reason: None,
    })
}

/// The member's points of the running year, where the reward asks for them (S4-4).
async fn year_points(tx: &Tx, member: &Member, reward: &Reward, today: Day) -> Result<Points, Failure> {
    if reward.threshold.points.is_none() {
        return Ok(Points::ZERO);
    }
    let year = Period::containing(PeriodKind::Year, today);
    Ok(points_of(tx, member, year, today).await?.points.total.0)
}

/// The member's grade in the township's latest closed edition, where the reward asks for it (S4-4).
async fn grade(tx: &Tx, member: &Member, reward: &Reward, today: Day) -> Result<Option<String>, Failure> {
    if reward.threshold.grades.is_empty() {
        return Ok(None);
    }
    for period in lately(today) {
        if let Some(latest) = latest(tx, member.township, period).await? {
            let row = editions::of_member(tx, latest, member.id).await?;
            return Ok(row.and_then(|row| row.grade));
        }
    }
    Ok(None)
}

async fn latest(
    tx: &Tx,
    township: OrganizationId,
    period: Period,
) -> Result<Option<xianfeng_domain::ids::EditionId>, Failure> {
    Ok(editions::latest(tx, township, period).await?.map(|stored| stored.edition.id))
}

/// The periods of the last year that may have been closed, those that ended last first, the longest
/// first among them.
fn lately(today: Day) -> Vec<Period> {
    let mut periods = Vec::new();
    for (kind, most) in [(PeriodKind::Year, 1), (PeriodKind::Quarter, 4), (PeriodKind::Month, 12)] {
        let mut period = Period::containing(kind, today);
        for _ in 0..most {
            period = period.previous();
            periods.push(period);
        }
    }
    periods.sort_by_key(|period| std::cmp::Reverse((period.end(), period.days())));
    periods
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_ending_comes_first() {
        let periods = lately("2024-04-10".parse().expect("a day"));
        let names: Vec<String> = periods.iter().take(5).map(ToString::to_string).collect();
        assert_eq!(names, ["2024-Q1", "2024-03", "2024-02", "2024-01", "2023"].map(str::to_owned).to_vec());
    }
}
