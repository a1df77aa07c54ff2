//! A keeper looks what a code is for.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::ShopId;
use xianfeng_domain::names::mask;
use xianfeng_domain::redemption::{Order, Shop};
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;
use xianfeng_infra::redemption as rows;

use super::code::{code_hash, sealed};
use super::guess::{known, tried};
use super::order_wire::last_day;
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireDay;

/// A pickup code.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LookIn {
    /// As it was scanned or typed; case, spaces and hyphens do not matter.
    #[schema(example = "7KQ2-M9XD")]
    pub code: String,
}

impl Check for LookIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/code", &self.code, 1..=40);
    }
}

/// What a code is for: enough to fetch it from the shelf, nothing of the member's purse.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PickupOut {
    /// The order.
    pub order_id: Uuid,
    /// Who ordered, masked.
    pub member_name: String,
    /// What.
    pub reward_name: String,
    /// How many.
    pub quantity: u32,
    /// Of what unit.
    pub unit: String,
    /// `reserved`, `fulfilled`, `cancelled` or `expired`.
    pub state: &'static str,
    /// The last day on which it can be collected.
    pub collect_by: WireDay,
    /// Must a relative say a PIN?
    pub has_pin: bool,
}

/// Looks what a pickup code is for.
///
/// Hands nothing out. After twenty unknown codes in an hour it is another keeper's turn.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The shop")),
    request_body = LookIn,
    responses((status = 200, body = PickupOut, description = "What it is for", example = json!(pickup_example()))),
    extensions(("x-error-codes" = json!([
        "shop.not_found", "order.code_unknown", "order.other_shop", "order.too_many_tries", "auth.forbidden"
    ]))),
)]
#[post("/shops/{id}/pickups/look")]
pub(super) async fn look_at_pickup(
    app: Data<App>,
    permit: Permit<rights::KeepShop>,
    key: IdempotencyKey,
    id: PathId<ShopId>,
    body: JsonBody<LookIn>,
) -> Result<HttpResponse, Problem> {
    tried(&app, &permit).await?;
    let hash = code_hash(&app.vault, &body.code);
    let command = Command::new(&app, &permit, "pickups.look", &key, id.0, &sealed(&app.vault, &body.code))?;
    let work = async |tx: &Tx| {
        let (shop, order) = of_code(tx, &permit.reach, id.0, &hash).await?;
        Ok(Done::ok(pickup_out(tx, &order).await?).within(&shop.path))
    };
    let reply = command.run(work).await?;
    known(&app, &permit).await?;
    Ok(reply.into())
}

/// The order of a code in a shop within reach.
///
/// # Errors
/// `order.code_unknown`; `order.other_shop` for a code of another shop.
pub(super) async fn of_code(tx: &Tx, reach: &Reach, id: ShopId, hash: &[u8; 32]) -> Result<(Shop, Order), Failure> {
    let shop = rows::shop(tx, reach, id).await?.ok_or(Code::ShopNotFound)?;
    let order = rows::order_by_code(tx, hash).await?.ok_or(Code::OrderCodeUnknown)?;
    if order.shop != Some(shop.id) {
        return Err(Code::OrderOtherShop.into());
    }
    Ok((shop, order))
}

/// An order as its keeper sees it.
pub(super) async fn pickup_out(tx: &Tx, order: &Order) -> Result<PickupOut, Failure> {
    let names = members::names_of(tx, [order.member]).await?;
    Ok(PickupOut {
        order_id: order.id.0,
        member_name: names.get(&order.member).map(|name| mask(name)).unwrap_or_default(),
        reward_name: order.reward_name.clone(),
        quantity: order.quantity,
        unit: order.unit.clone(),
        state: order.state.code(),
        collect_by: WireDay(last_day(order)),
        has_pin: order.has_pin,
    })
}

/// The example in the document.
pub(super) fn pickup_example() -> serde_json::Value {
    serde_json::json!({
        "orderId": "018e0f6a-0000-7000-8000-000000000075", "memberName": "蒋*嘉", "rewardName": "大米", "quantity": 2,
        "unit": "袋", "state": "reserved", "collectBy": "2024-03-15", "hasPin": true
    })
}
