//! A draft gives way to another.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::SettlementId;
use xianfeng_domain::settlements::{Refusal, Settlement, SettlementState, Withdrawn};
use xianfeng_infra::db::Tx;
use xianfeng_infra::settlements as rows;

use super::wire::{SettlementOut, settlement_example, settlement_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};

/// Withdraws a settlement that is not signed.
///
/// The closing may be settled anew then, from its latest edition and the funds as they are. The
/// withdrawn draft stays readable.
#[utoipa::path(
    tag = "settlements",
    params(("id" = Uuid, Path, description = "The settlement")),
    responses((status = 200, body = SettlementOut, description = "The settlement now",
        example = json!(settlement_example()))),
    extensions(("x-error-codes" = json!(["settlement.not_found", "settlement.wrong_state", "auth.forbidden"]))),
)]
#[post("/settlements/{id}/withdraw")]
pub(super) async fn withdraw_settlement(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<SettlementId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "settlements.withdraw", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let settlement = withdraw(tx, &permit, &permit.reach, id.0).await?;
        Ok(Done::ok(settlement_out(tx, &permit.reach, &settlement).await?).within(&settlement.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `settlement.not_found`, `settlement.wrong_state` once it is signed or withdrawn.
pub async fn withdraw(tx: &Tx, act: &Act, reach: &Reach, id: SettlementId) -> Result<Settlement, Failure> {
    let settlement = rows::find(tx, reach, id).await?.ok_or(Code::SettlementNotFound)?;
    let withdrawn = Withdrawn { by: act.caller.account, at: act.now };
    if !rows::withdraw(tx, id, &withdrawn).await? {
        return Err(Refusal::WrongState { state: settlement.state }.into());
    }
    act.audit(tx, "settlements.withdraw", ("settlement", id.0), &settlement.path).await?;
    Ok(Settlement { state: SettlementState::Withdrawn, withdrawn: Some(withdrawn), ..settlement })
}
