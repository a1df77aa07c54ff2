//! A simulated run: what a closing would cost.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{ClosingId, SettlementId};
use xianfeng_domain::settlements::{Settlement, SettlementState};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{closings, settlements as rows};

use super::compute::{compute, rules_of};
use super::wire::{SettlementOut, settlement_example, settlement_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, Problem};

/// What to settle.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettleIn {
    /// The closing.
    pub closing_id: Uuid,
}

impl Check for SettleIn {}

/// Runs the settlement of a closed period.
///
/// A simulation: from the latest edition, by category and grade, inside each village's fund to the last
/// fen, less what was issued too much before. It costs nothing until it is signed. Whoever runs the
/// closing again, or at the same time, gets the same draft; where edition, fund or debts have changed
/// meanwhile, the draft is out of date and is withdrawn first.
#[utoipa::path(
    tag = "settlements",
    request_body = SettleIn,
    responses((status = 201, body = SettlementOut, description = "The draft, or the settlement there is",
        example = json!(settlement_example()))),
    extensions(("x-error-codes" = json!([
        "closing.not_found", "closing.wrong_state", "settlement.not_in_book", "settlement.other_period",
        "settlement.outdated", "auth.forbidden"
    ]))),
)]
#[post("/settlements")]
pub(super) async fn run_settlement(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    body: JsonBody<SettleIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "settlements.run", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let settlement = run(tx, &permit, &permit.reach, ClosingId(body.closing_id)).await?;
        Ok(Done::created(settlement_out(tx, &permit.reach, &settlement).await?).within(&settlement.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the closing or the rule book refuses; `settlement.outdated` where a draft stands that would
/// not be computed now.
pub async fn run(tx: &Tx, act: &Act, reach: &Reach, id: ClosingId) -> Result<Settlement, Failure> {
    let closing = closings::find(tx, reach, id).await?.ok_or(Code::ClosingNotFound)?;
    rules_of(tx, &closing).await?;
    let standing = rows::of_closing(tx, id).await?;
    if let Some(settled) = standing.as_ref().filter(|one| one.state != SettlementState::Draft) {
        return Ok(settled.clone());
    }
    let computed = compute(tx, &closing).await?;
    match standing {
        Some(draft) if draft.digest == computed.digest => return Ok(draft),
        Some(_) => return Err(Code::SettlementOutdated.into()),
        None => {}
    }
    let settlement = Settlement {
        id: SettlementId(Uuid::now_v7()),
        closing: closing.id,
        edition: computed.edition.edition.id,
        edition_number: computed.edition.edition.number,
        township: closing.township,
        path: closing.path,
        period: closing.period,
        rule_book: closing.rule_book,
        fen_per_point: computed.rules.fen_per_point,
        carry_over: computed.rules.carry_over,
        digest: computed.digest,
        state: SettlementState::Draft,
        drafted_by: act.caller.account,
        drafted_at: act.now,
        signature: None,
        expires_on: None,
        issued_at: None,
        withdrawn: None,
    };
    rows::insert(tx, &settlement).await.map_err(|error| match error {
        // Somebody else was quicker: the next try finds theirs.
        StoreError::Duplicate => StoreError::Race("the settlement of a closing"),
        error => error,
    })?;
    rows::insert_villages(tx, settlement.id, &computed.villages).await?;
    rows::insert_lines(tx, settlement.id, &computed.villages).await?;
    act.audit(tx, "settlements.run", ("settlement", settlement.id.0), &settlement.path).await?;
    Ok(settlement)
}
