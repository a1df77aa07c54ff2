//! One settlement.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::SettlementId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::settlements as rows;

use super::wire::{SettlementOut, settlement_example, settlement_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// Shows a settlement.
///
/// With what each village costs, as far as the caller reaches. Drafts are the township's own; a branch
/// sees a settlement when it is signed.
#[utoipa::path(
    tag = "settlements",
    params(("id" = Uuid, Path, description = "The settlement")),
    responses((status = 200, body = SettlementOut, description = "The settlement",
        example = json!(settlement_example()))),
    extensions(("x-error-codes" = json!(["settlement.not_found", "auth.forbidden"]))),
)]
#[get("/settlements/{id}")]
pub(super) async fn get_settlement(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<SettlementId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let settlement = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::SettlementNotFound)?;
        Ok(settlement_out(tx, &permit.reach, &settlement).await?)
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
