//! Ending a tenure, or not confirming a claim.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{HoldingId, PersonId};
use xianfeng_domain::posts::{Holding, HoldingState, Refusal};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{members, posts as rows};

use super::wire::{HoldingOut, holding_example, holding_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell_member};

/// When and why it ends.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndHoldingIn {
    /// The first day on which the post is not held any more, today or earlier.
    pub on: WireDay,
    /// Why, 1 to 500 characters.
    #[schema(example = "外出务工，不再担任")]
    pub reason: String,
}

impl Check for EndHoldingIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Ends a member's tenure of a post, or a claim that is not confirmed.
///
/// The place is free again. What was paid for checked periods stays.
#[utoipa::path(
    tag = "posts",
    params(("id" = Uuid, Path, description = "The holding")),
    request_body = EndHoldingIn,
    responses((status = 200, body = HoldingOut, description = "The holding now", example = json!(holding_example()))),
    extensions(("x-error-codes" = json!(["post.holding_not_found", "post.holding_ended", "post.own"]))),
)]
#[post("/holders/{id}/end")]
pub(super) async fn end_holding(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<HoldingId>,
    body: JsonBody<EndHoldingIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "posts.end", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let holding = rows::holding(tx, &permit.reach, id.0).await?.ok_or(Code::PostHoldingNotFound)?;
        let holding = end(tx, &permit, permit.person, holding, body.on.0, body.reason.trim()).await?;
        Ok(Done::ok(holding_out(tx, &holding).await?).within(&holding.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case; `on` is the first day after the tenure.
///
/// # Errors
/// What the holding or the day refuse.
pub async fn end(
    tx: &Tx,
    act: &Act,
    by: PersonId,
    holding: Holding,
    on: Day,
    reason: &str,
) -> Result<Holding, Failure> {
    if holding.state == HoldingState::Ended {
        return Err(Refusal::Ended.into());
    }
    let member = members::by_ids(tx, [holding.member], act.today()).await?.remove(&holding.member);
    if member.is_some_and(|member| member.person == by) {
        return Err(Refusal::Own.into());
    }
    if on > act.today() {
        return Err(Failure::field("/on", FaultCode::InTheFuture));
    }
    if holding.from.is_some_and(|from| on < from) {
        return Err(Failure::field("/on", FaultCode::OutOfRange));
    }
    rows::end(tx, &holding, on, reason, act.caller.account).await?;
    rows::release_place(tx, holding.post).await?;
    act.audit(tx, "posts.end", ("holding", holding.id.0), &holding.path).await?;
    tell_ended(tx, act, &holding).await?;
    Ok(Holding { state: HoldingState::Ended, to: Some(on), end_reason: Some(reason.to_owned()), ..holding })
}

/// Tells who held the post, or claimed it.
///
/// # Errors
/// The store's fault.
pub(super) async fn tell_ended(tx: &Tx, act: &Act, before: &Holding) -> Result<(), Failure> {
    let claimed = before.state == HoldingState::Claimed;
    let kind = if claimed { Kind::PostNotGiven } else { Kind::PostEnded };
    let post = rows::find(tx, &Reach::under(before.path.clone()), before.post).await?.ok_or(Code::PostNotFound)?;
    let subject = Some(("holding", before.id.0));
    tell_member(tx, before.member, kind, subject, &[("post", &post.name)], act.now).await
}
