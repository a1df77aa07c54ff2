//! Handing out.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{PersonId, ShopId};
use xianfeng_domain::redemption::{CollectedBy, Order, Refusal, hand_out, is_pin};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::members;
use xianfeng_infra::redemption as rows;

use super::code::{code_hash, pin_hash, sealed};
use super::end::{hand_out as hand_out_goods, tell};
use super::guess::{known, tried, tried_pin};
use super::look::{PickupOut, of_code, pickup_example, pickup_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, FaultCode, Faults, Problem};
use crate::inbox::Kind;

/// A pickup code, and who has come with it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PickupIn {
    /// As it was scanned or typed; case, spaces and hyphens do not matter.
    #[schema(example = "7KQ2-M9XD")]
    pub code: String,
    /// `owner` or `relative`.
    #[schema(example = "relative")]
    pub collected_by: String,
    /// The four digits that a relative says, if the member has set some.
    pub pin: Option<String>,
    /// How a relative is related, 1 to 50 characters; required where the member has set no PIN.
    #[schema(example = "儿子")]
    pub relation: Option<String>,
}

impl Check for PickupIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/code", &self.code, 1..=40);
        if !["owner", "relative"].contains(&self.collected_by.as_str()) {
            faults.add_limit("/collectedBy", FaultCode::NotOneOf, "owner, relative");
        }
        if self.pin.as_deref().is_some_and(|pin| !is_pin(pin)) {
            faults.add("/pin", FaultCode::Invalid);
        }
        faults.text("/relation", self.relation.as_deref().unwrap_or_default(), 0..=50);
    }
}

/// What the fingerprint is made of: no code and no PIN.
#[derive(Serialize)]
struct Sealed<'a> {
    code: String,
    collected_by: &'a str,
    pin: Option<String>,
    relation: Option<&'a str>,
}

/// Hands out what a pickup code is for.
///
/// Once: of two scanners at the same moment one is told that it was handed out already. A relative
/// says the PIN, if the member has set one, and how they are related otherwise. Nobody hands out to
/// themselves.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The shop")),
    request_body = PickupIn,
    responses((status = 200, body = PickupOut, description = "What was handed out", example = json!(pickup_example()))),
    extensions(("x-error-codes" = json!([
        "shop.not_found", "order.code_unknown", "order.other_shop", "order.fulfilled_already", "order.expired",
        "order.wrong_state", "order.own_pickup", "order.pin_wrong", "order.pin_locked", "order.relation_missing",
        "order.too_many_tries", "auth.forbidden"
    ]))),
)]
#[post("/shops/{id}/pickups")]
pub(super) async fn hand_out_pickup(
    app: Data<App>,
    permit: Permit<rights::KeepShop>,
    key: IdempotencyKey,
    id: PathId<ShopId>,
    body: JsonBody<PickupIn>,
) -> Result<HttpResponse, Problem> {
    tried(&app, &permit).await?;
    let hash = code_hash(&app.vault, &body.code);
    let relative = body.collected_by == "relative";
    if relative && body.pin.is_some() {
        tried_pin(&app, id.0, &hash).await?;
    }
    let input = Sealed {
        code: sealed(&app.vault, &body.code),
        collected_by: &body.collected_by,
        pin: body.pin.as_deref().map(|pin| sealed(&app.vault, pin)),
        relation: body.relation.as_deref(),
    };
    let command = Command::new(&app, &permit, "pickups.hand_out", &key, id.0, &input)?;
    let work = async |tx: &Tx| {
        let keeper = Keeper { act: &permit, person: permit.person, reach: &permit.reach };
        let order = pick_up(tx, &app, &keeper, (id.0, &hash), &body.0).await?;
        Ok(Done::ok(pickup_out(tx, &order).await?).within(&order.shop_path))
    };
    let reply = command.run(work).await?;
    known(&app, &permit).await?;
    Ok(reply.into())
}

/// Who hands out.
pub struct Keeper<'a> {
    /// The act.
    pub act: &'a Act,
    /// Who it is: nobody hands out to themselves.
    pub person: PersonId,
    /// Where they keep shops.
    pub reach: &'a Reach,
}

/// The use case.
async fn pick_up(
    tx: &Tx,
    app: &App,
    keeper: &Keeper<'_>,
    (shop, hash): (ShopId, &[u8; 32]),
    pickup: &PickupIn,
) -> Result<Order, Failure> {
    let (_, order) = of_code(tx, keeper.reach, shop, hash).await?;
    let mut after = handed_out(tx, keeper, &order, keeper.act.today()).await?;
    let relation = pickup.relation.as_deref().map(str::trim).filter(|relation| !relation.is_empty());
    after.collected_by = Some(CollectedBy::Owner);
    if pickup.collected_by == "relative" {
        after.collected_by = Some(CollectedBy::Relative);
        after.relation = relation.map(str::to_owned);
        if order.has_pin {
            let pin = pickup.pin.as_deref().ok_or(Refusal::WrongPin)?;
            if !rows::pin_matches(tx, order.id, &pin_hash(&app.vault, order.id, pin)).await? {
                return Err(Refusal::WrongPin.into());
            }
        } else if relation.is_none() {
            return Err(Refusal::RelationMissing.into());
        }
    }
    collected(tx, keeper, &order, &after).await?;
    Ok(after)
}

/// The order as it is once handed out on a day, if it may be.
pub(super) async fn handed_out(tx: &Tx, keeper: &Keeper<'_>, order: &Order, day: Day) -> Result<Order, Failure> {
    let owner = members::person_of(tx, order.member).await?;
    let owner = owner.ok_or_else(|| StoreError::corrupt(format!("order {}: its member", order.id)))?;
    Ok(Order {
        state: hand_out(order, owner, keeper.person, day)?,
        ended_at: Some(keeper.act.now),
        ended_by: Some(keeper.act.caller.account),
        collected_on: Some(day),
        ..order.clone()
    })
}

/// Writes that an order was collected, and tells the member.
pub(super) async fn collected(tx: &Tx, keeper: &Keeper<'_>, before: &Order, after: &Order) -> Result<(), Failure> {
    hand_out_goods(tx, keeper.act, before, after).await?;
    keeper.act.audit(tx, "orders.fulfil", ("order", after.id.0), &after.path).await?;
    let by = match after.collected_by {
        Some(CollectedBy::Relative) => after.relation.as_deref().unwrap_or("亲属"),
        _ => "本人",
    };
    tell(tx, keeper.act, after, Kind::OrderFulfilled, &[("by", by)]).await
}
