//! Calling a hand-over off.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Right;
use xianfeng_domain::handovers::{Handover, HandoverState};
use xianfeng_domain::ids::HandoverId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::handovers::{self as rows, Seen};

use super::sign::find;
use super::wire::{HandoverOut, handover_example, handover_out, tell_concerned};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};
use crate::inbox::Kind;

/// Calls a hand-over off before it is done.
///
/// By either side, or the township; nothing has passed, and another may be opened.
#[utoipa::path(
    tag = "handovers",
    params(("id" = Uuid, Path, description = "The hand-over")),
    responses((status = 200, body = HandoverOut, description = "The hand-over now",
        example = json!(handover_example()))),
    extensions(("x-error-codes" = json!([
        "auth.not_bound", "handover.not_found", "handover.not_open", "handover.not_to_sign"
    ]))),
)]
#[post("/handovers/{id}/withdraw")]
pub(super) async fn withdraw_handover(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<HandoverId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "handovers.withdraw", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let handover = withdraw(tx, &bound, id.0).await?;
        let seen = Seen { handover, work: None };
        Ok(Done::ok(handover_out(tx, &bound, &seen).await?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `handover.not_to_sign` for who only keeps the roster there; `handover.not_open`.
pub async fn withdraw(tx: &Tx, act: &Act, id: HandoverId) -> Result<Handover, Failure> {
    let of = find(tx, act, id).await?.handover;
    let side = act.caller.person.is_some_and(|person| person == of.outgoing || person == of.incoming);
    if !side && !act.caller.reach(Right::Administer).covers(&of.path) {
        return Err(Code::HandoverNotToSign.into());
    }
    if !rows::withdraw(tx, id, act.now).await? {
        return Err(Code::HandoverNotOpen.into());
    }
    act.audit(tx, "handovers.withdraw", ("handover", id.0), &of.path).await?;
    tell_concerned(tx, act, &of, Kind::HandoverWithdrawn).await?;
    Ok(Handover { state: HandoverState::Withdrawn, ended_at: Some(act.now), ..of })
}
