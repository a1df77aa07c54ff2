//! Signing a hand-over.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Right;
use xianfeng_domain::handovers::{self as rules, Handover, HandoverState, Side, Signature};
use xianfeng_domain::ids::HandoverId;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::handovers::{self as rows, Seen};

use super::pass::pass;
use super::wire::{HandoverOut, handover_example, handover_out, tell_concerned};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::inbox::Kind;

/// A signature.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = HandoverSignatureIn)]
pub struct SignIn {
    /// For the township, which signs for who is gone: why, at most 200 characters.
    pub absent_reason: Option<String>,
}

impl Check for SignIn {
    fn check(&self, faults: &mut Faults) {
        if let Some(reason) = &self.absent_reason {
            faults.text("/absentReason", reason, 1..=200);
        }
    }
}

/// Signs a hand-over.
///
/// Who takes over signs in person; who hands over signs, or the township for who is gone, with the reason.
/// With the second signature the office passes in the same step: the role is given and taken, what the office
/// bound to who handed over follows (help cases, liaisons, entries of the care register, drafts), what waits for review is routed anew, and the open work is frozen.
#[utoipa::path(
    tag = "handovers",
    params(("id" = Uuid, Path, description = "The hand-over")),
    request_body = SignIn,
    responses((status = 200, body = HandoverOut, description = "The hand-over now",
        example = json!(handover_example()))),
    extensions(("x-error-codes" = json!([
        "auth.not_bound", "handover.not_found", "handover.not_open", "handover.signed", "handover.not_to_sign",
        "handover.absence_unsaid", "handover.role_gone", "handover.incoming_unfit"
    ]))),
)]
#[post("/handovers/{id}/sign")]
pub(super) async fn sign_handover(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<HandoverId>,
    body: JsonBody<SignIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "handovers.sign", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let seen = sign(tx, &bound, id.0, &body.0).await?;
        Ok(Done::ok(handover_out(tx, &bound, &seen).await?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the domain refuses; at the second signature, what keeps the office from passing.
pub async fn sign(tx: &Tx, act: &Act, id: HandoverId, new: &SignIn) -> Result<Seen, Failure> {
    let by = act.caller.person.ok_or(Code::AuthNotBound)?;
    let found = find(tx, act, id).await?;
    let of = &found.handover;
    let township = act.caller.reach(Right::Administer).covers(&of.path);
    let absent = new.absent_reason.as_deref().map(str::trim);
    let side = rules::sign(of, by, township, absent)?;
    let signed = match side {
        Side::Outgoing => {
            let absent = absent.filter(|_| by != of.outgoing).map(str::to_owned);
            rows::sign_outgoing(tx, id, &Signature { by, at: act.now, absent }).await?
        }
        Side::Incoming => rows::sign_incoming(tx, id, act.now).await?,
    };
    if !signed {
        // Signed or called off at this moment: look again.
        return Err(StoreError::Race("a signature").into());
    }
    act.audit(tx, "handovers.sign", ("handover", id.0), &of.path).await?;
    // Read again behind the row's own lock: the other side may have signed just now.
    let signed = find(tx, act, id).await?.handover;
    if signed.outgoing_signed.is_none() || signed.incoming_signed_at.is_none() {
        tell_concerned(tx, act, &signed, Kind::HandoverSigned).await?;
        return Ok(Seen { handover: signed, work: None });
    }
    let work = pass(tx, act, &signed).await?;
    if !rows::complete(tx, id, &work, act.now).await? {
        return Err(StoreError::Race("the second signature").into());
    }
    act.audit(tx, "handovers.pass", ("handover", id.0), &signed.path).await?;
    tell_concerned(tx, act, &signed, Kind::HandoverDone).await?;
    let done = Handover { state: HandoverState::Done, ended_at: Some(act.now), ..signed };
    Ok(Seen { handover: done, work: Some(work) })
}

/// One that the caller sees: their own, or of a place whose roster they keep.
pub(super) async fn find(tx: &Tx, act: &Act, id: HandoverId) -> Result<Seen, Failure> {
    let by = act.caller.person.ok_or(Code::AuthNotBound)?;
    let found = rows::find(tx, &act.caller.reach(Right::ManageMembers), by, id).await?;
    Ok(found.ok_or(Code::HandoverNotFound)?)
}
