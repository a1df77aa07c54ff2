//! Closing a shop, and opening it again.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::ShopId;
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::redemption::{Shop, ShopState};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::redemption::{self as rows, OrderFilter, Whose};

use super::cancel::cancel_for;
use super::shop_wire::{ShopOut, shop_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// More open orders than one closing cancels; the township cancels some before.
const MOST_ORDERS: u64 = 500;

/// Why, and what becomes of the open orders.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloseShopIn {
    /// 1 to 200 characters; who has an open order is told.
    #[schema(example = "店铺搬迁")]
    pub reason: String,
    /// Cancel the open orders and give the points back. Without it a shop with open orders stays open.
    #[serde(default)]
    pub cancel_orders: bool,
}

impl Check for CloseShopIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=200);
    }
}

/// Closes a shop: it takes no more orders.
///
/// With open orders only if they are cancelled with it; the points go back at once. What stands on the
/// shelves stays on record.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The shop")),
    request_body = CloseShopIn,
    responses((status = 200, body = ShopOut, description = "The shop now", example = json!(shop_example()))),
    extensions(("x-error-codes" = json!([
        "shop.not_found", "shop.wrong_state", "shop.open_orders", "auth.forbidden", "moderation.waiting",
        "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/shops/{id}/close")]
pub(super) async fn close_shop(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<ShopId>,
    body: JsonBody<CloseShopIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "shops.close", &key, id.0, &body.0)?.shows(
        Subject::Shop,
        &permit.reach,
        [body.reason.as_str()],
    );
    let work = async |tx: &Tx| {
        let shop = close(tx, &permit, &permit.reach, id.0, &body.0).await?;
        Ok(Done::ok(ShopOut::from(&shop)).within(&shop.path))
    };
    Ok(command.run(work).await?.into())
}

/// Opens a closed shop again.
///
/// It takes orders at once.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The shop")),
    responses((status = 200, body = ShopOut, description = "The shop now", example = json!(shop_example()))),
    extensions(("x-error-codes" = json!(["shop.not_found", "shop.wrong_state", "auth.forbidden"]))),
)]
#[post("/shops/{id}/open")]
pub(super) async fn open_shop(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<ShopId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "shops.open", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let shop = turn(tx, &permit.reach, id.0, ShopState::Open).await?;
        permit.audit(tx, "shops.open", ("shop", shop.id.0), &shop.path).await?;
        Ok(Done::ok(ShopOut::from(&shop)).within(&shop.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: no order comes in after the closing, since both write the shelf.
///
/// # Errors
/// `shop.open_orders` when there are some and they are not to be cancelled.
async fn close(tx: &Tx, act: &Act, reach: &Reach, id: ShopId, asked: &CloseShopIn) -> Result<Shop, Failure> {
    let shop = turn(tx, reach, id, ShopState::Closed).await?;
    let open = rows::reserved_in_shop(tx, shop.id).await?;
    if open > 0 && (!asked.cancel_orders || open > MOST_ORDERS) {
        return Err(Problem::new(Code::ShopOpenOrders).member("orders", open).into());
    }
    let whose = Whose { members: Reach::none(), shops: Reach::under(shop.path.clone()), own: None };
    let filter = OrderFilter {
        state: Some(xianfeng_domain::redemption::OrderState::Reserved),
        shop: Some(shop.id),
        limit: MOST_ORDERS,
        ..OrderFilter::default()
    };
    for order in rows::orders(tx, &whose, &filter).await? {
        cancel_for(tx, act, &order, &asked.reason).await?;
    }
    act.audit(tx, "shops.close", ("shop", shop.id.0), &shop.path).await?;
    Ok(shop)
}

async fn turn(tx: &Tx, reach: &Reach, id: ShopId, to: ShopState) -> Result<Shop, Failure> {
    let mut shop = rows::shop(tx, reach, id).await?.ok_or(Code::ShopNotFound)?;
    if shop.state == to {
        return Err(Problem::new(Code::ShopWrongState).member("state", shop.state.code()).into());
    }
    shop.state = to;
    if !rows::update_shop(tx, &shop, shop.version).await? {
        return Err(StoreError::Race("a shop").into());
    }
    rows::open_shelves(tx, shop.id, to == ShopState::Open).await?;
    shop.version += 1;
    Ok(shop)
}
