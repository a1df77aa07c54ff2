//! Ending a right to act for somebody.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::assistance::{Assistance, Ending};
use xianfeng_domain::ids::AssistanceId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{assistance as rows, members};

use super::wire::{AssistanceOut, assistance_example, assistances_out};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};
use crate::inbox::{Kind, tell};

/// Ends a right to act for somebody.
///
/// By the member, the helper, or who keeps the member's roster; at once: what the helper sends next is
/// refused, also what is under way.
#[utoipa::path(
    tag = "assistance",
    params(("id" = Uuid, Path, description = "The right to act")),
    responses((status = 200, body = AssistanceOut, description = "As it ended",
        example = json!(assistance_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "assistance.not_found", "assistance.ended"]))),
)]
#[post("/assistance/{id}/end")]
pub(super) async fn end_assistance(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<AssistanceId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "assistance.end", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let ended = end(tx, &bound, id.0).await?;
        let out = assistances_out(tx, std::slice::from_ref(&ended)).await?.pop();
        Ok(Done::ok(out.ok_or(Code::AssistanceNotFound)?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `assistance.not_found` for whom it does not concern, `assistance.ended`.
pub async fn end(tx: &Tx, act: &Act, id: AssistanceId) -> Result<Assistance, Failure> {
    let mut found = rows::find(tx, id).await?.ok_or(Code::AssistanceNotFound)?;
    let reach = act.caller.reach(Right::ManageMembers);
    let ending = if act.caller.person == Some(found.person) {
        Ending::Member
    } else if act.caller.person == Some(found.helper) {
        Ending::Helper
    } else if keeps(tx, act, &reach, &found).await? {
        Ending::Branch
    } else {
        return Err(Code::AssistanceNotFound.into());
    };
    let by = (act.caller.account, act.caller.person);
    if !rows::end(tx, &found, ending, by, act.now).await? {
        return Err(Code::AssistanceEnded.into());
    }
    found.ended = Some(ending);
    act.audit(tx, "assistance.end", ("assistance", found.id.0), &found.path).await?;
    for person in [found.person, found.helper] {
        if act.caller.person != Some(person) {
            let subject = Some(("assistance", found.id.0));
            tell(tx, person, Kind::AssistanceEnded, subject, &[], act.now).await?;
        }
    }
    Ok(found)
}

/// Does the caller keep the roster of the member's branch, as recorded or as it is today?
async fn keeps(tx: &Tx, act: &Act, reach: &Reach, of: &Assistance) -> Result<bool, Failure> {
    Ok(reach.covers(&of.path) || members::by_id(tx, reach, of.member, act.today()).await?.is_some())
}
