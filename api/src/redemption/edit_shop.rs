//! Correcting what a shop says of itself.

use actix_web::web::Data;
use actix_web::{HttpResponse, put};
use xianfeng_domain::ids::ShopId;
use xianfeng_domain::moderation::Subject;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::redemption as rows;

use super::shop_wire::{ShopIn, ShopOut, shop_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Code, Problem};

/// Changes a shop's name, place and opening words.
///
/// Its keepers know best when somebody is there: they may, and the township.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The shop")),
    request_body = ShopIn,
    responses((status = 200, body = ShopOut, description = "The shop now", example = json!(shop_example()))),
    extensions(("x-error-codes" = json!([
        "shop.not_found", "version.stale", "auth.forbidden", "moderation.waiting", "moderation.author_away",
        "moderation.refused"
    ]))),
)]
#[put("/shops/{id}")]
pub(super) async fn edit_shop(
    app: Data<App>,
    permit: Permit<rights::KeepShop>,
    key: IdempotencyKey,
    id: PathId<ShopId>,
    read: IfMatch,
    body: JsonBody<ShopIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "shops.edit", &key, id.0, &body.0)?.shows(
        Subject::Shop,
        &permit.reach,
        body.shown(),
    );
    let work = async |tx: &Tx| {
        let mut shop = rows::shop(tx, &permit.reach, id.0).await?.ok_or(Code::ShopNotFound)?;
        read.check(shop.version)?;
        body.write(&mut shop);
        if !rows::update_shop(tx, &shop, shop.version).await? {
            return Err(StoreError::Race("a shop").into());
        }
        shop.version += 1;
        permit.audit(tx, "shops.edit", ("shop", shop.id.0), &shop.path).await?;
        Ok(Done::ok(ShopOut::from(&shop)).within(&shop.path))
    };
    Ok(command.run(work).await?.into())
}
