//! Opening a shop.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{OrganizationId, ShopId};
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::redemption::{Shop, ShopState};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;
use xianfeng_infra::redemption as rows;

use super::shop_wire::{ShopIn, ShopOut, shop_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, Faults, Problem};

/// A new shop.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewShopIn {
    /// The village branch, or the township for its counter.
    pub organization_id: Uuid,
    /// What it says of itself.
    pub shop: ShopIn,
}

impl Check for NewShopIn {
    fn check(&self, faults: &mut Faults) {
        faults.nested("/shop", &self.shop);
    }
}

/// Opens a shop (先锋超市) at a village branch or the township (S4-4).
///
/// Whoever holds the role `shop_keeper` at its organization keeps it.
#[utoipa::path(
    tag = "redemption",
    request_body = NewShopIn,
    responses((status = 201, body = ShopOut, description = "The shop", example = json!(shop_example()))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "auth.forbidden", "moderation.waiting", "moderation.author_away",
        "moderation.refused"
    ]))),
)]
#[post("/shops")]
pub(super) async fn create_shop(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    body: JsonBody<NewShopIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "shops.create", &key, "", &body.0)?.shows(
        Subject::Shop,
        &permit.reach,
        body.shop.shown(),
    );
    let work = async |tx: &Tx| {
        let shop = open_shop_at(tx, &permit, &permit.reach, &body.0).await?;
        Ok(Done::created(ShopOut::from(&shop)).within(&shop.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `organization.not_found` outside reach.
pub async fn open_shop_at(tx: &Tx, act: &Act, reach: &Reach, new: &NewShopIn) -> Result<Shop, Failure> {
    let at = organizations::find(tx, reach, OrganizationId(new.organization_id)).await?;
    let at = at.ok_or(Code::OrganizationNotFound)?;
    let mut shop = Shop {
        id: ShopId(Uuid::now_v7()),
        organization: at.id,
        path: at.path,
        name: String::new(),
        place: String::new(),
        opening: String::new(),
        state: ShopState::Open,
        version: 1,
    };
    new.shop.write(&mut shop);
    rows::insert_shop(tx, &shop, act.caller.account, act.now).await?;
    act.audit(tx, "shops.create", ("shop", shop.id.0), &shop.path).await?;
    Ok(shop)
}
