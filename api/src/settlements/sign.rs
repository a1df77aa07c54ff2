//! The signature of a settlement.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::SettlementId;
use xianfeng_domain::settlements::{Settlement, SettlementState, Signature, expires_on, may_sign};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{closings, settlements as rows};

use super::compute::{compute, rules_of};
use super::issue::issue;
use super::may_settle::may_settle;
use super::wire::{SettlementOut, settlement_example, settlement_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// The decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignSettlementIn {
    /// The meeting that decided, 1 to 200 characters.
    #[schema(example = "2024-04-12 党委会议")]
    pub meeting: String,
    /// Why, 1 to 500 characters.
    #[schema(example = "公示期满，异议均已答复")]
    pub reason: String,
}

impl Check for SignSettlementIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/meeting", &self.meeting, 1..=200);
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Signs a settlement.
///
/// From here on it holds: the points are issued village by village, each within its fund, and every
/// member is told. The answer says `issuing`; read the settlement until it says `issued`. What is
/// interrupted goes on by itself with the same result. Then the period is final. Refused while the term
/// to object runs, an objection is undecided or an earlier period is not final, and where the draft is not what would be computed
/// now: withdraw it and run the settlement again.
#[utoipa::path(
    tag = "settlements",
    params(("id" = Uuid, Path, description = "The settlement")),
    request_body = SignSettlementIn,
    responses((status = 200, body = SettlementOut, description = "The signed settlement",
        example = json!(settlement_example()))),
    extensions(("x-error-codes" = json!([
        "settlement.not_found", "settlement.wrong_state", "settlement.outdated", "closing.wrong_state",
        "closing.term_runs", "closing.earlier_first", "closing.inside_first", "closing.objections_open",
        "auth.forbidden"
    ]))),
)]
#[post("/settlements/{id}/sign")]
pub(super) async fn sign_settlement(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<SettlementId>,
    body: JsonBody<SignSettlementIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "settlements.sign", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (meeting, reason) = (body.meeting.trim(), body.reason.trim());
        let settlement = sign(tx, &permit, &permit.reach, id.0, (meeting, reason)).await?;
        Ok(Done::ok(settlement_out(tx, &permit.reach, &settlement).await?).within(&settlement.path))
    };
    let reply = command.run(work).await?;
    // Whatever interrupts it here, the background work goes on with it.
    if let Err(error) = issue(&app, id.0, permit.now).await {
        tracing::warn!(?error, "a settlement is left to the background work");
    }
    Ok(reply.into())
}

/// The use case.
///
/// # Errors
/// What state, order, term or a newer edition refuses.
pub async fn sign(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: SettlementId,
    (meeting, reason): (&str, &str),
) -> Result<Settlement, Failure> {
    let settlement = rows::find(tx, reach, id).await?.ok_or(Code::SettlementNotFound)?;
    let closing = closings::find_any(tx, settlement.closing).await?;
    let closing = closing.ok_or_else(|| StoreError::corrupt("a settlement without its closing"))?;
    let closings = closings::of_township(tx, closing.township).await?;
    // What cannot be signed any more needs no second computation.
    let is_draft = settlement.state == SettlementState::Draft;
    let current = is_draft && compute(tx, &closing).await?.digest == settlement.digest;
    may_sign(&settlement, &closings, current)?;
    may_settle(tx, act, &closing, &closings).await?;
    // Corrections of the closing and other signatures wait here, and find it signed.
    closings::take_turn(tx, &closing).await?;
    let signature =
        Signature { by: act.caller.account, at: act.now, meeting: meeting.to_owned(), reason: reason.to_owned() };
    let until = expires_on(act.today(), rules_of(tx, &closing).await?.expires_after_months);
    if !rows::sign(tx, id, &signature, until).await? {
        return Err(StoreError::Race("a settlement").into());
    }
    // What is taken off and given back is so by the signature: a debt that is cancelled later was paid.
    for village in rows::villages(tx, &Reach::under(settlement.path.clone()), &settlement).await? {
        for row in rows::of_village(tx, id, village.organization).await? {
            let share = row.line.share;
            if share.recovered > Points::ZERO {
                rows::recover(tx, row.line.member, share.recovered).await?;
            }
            if share.given_back > Points::ZERO {
                rows::give_back(tx, row.line.member, share.given_back).await?;
            }
        }
    }
    act.audit(tx, "settlements.sign", ("settlement", id.0), &settlement.path).await?;
    let state = SettlementState::Issuing;
    Ok(Settlement { state, signature: Some(signature), expires_on: until, ..settlement })
}
