//! Giving a claim back.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::ClaimId;
use xianfeng_domain::members::Member;
use xianfeng_domain::tasks::{Claim, ClaimAction};
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks as rows;

use super::review::advance;
use super::wire::{ClaimOut, claim_example, claim_out};
use crate::app::App;
use crate::auth::{Act, AsMember};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};

/// Withdraws a claim.
///
/// Possible until it is decided; the place is free for others at once.
#[utoipa::path(
    tag = "tasks",
    params(("id" = Uuid, Path, description = "The claim")),
    responses((status = 200, body = ClaimOut, description = "The claim now", example = json!(claim_example()))),
    extensions(("x-error-codes" = json!(["claim.not_found", "claim.wrong_state"]))),
)]
#[post("/claims/{id}/withdraw")]
pub(super) async fn withdraw_claim(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    id: PathId<ClaimId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &member, "claims.withdraw", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let claim = withdraw(tx, &member, &member.member, id.0).await?;
        Ok(Done::ok(claim_out(tx, &claim).await?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: the member gives a claim back.
///
/// # Errors
/// What the claim refuses.
pub async fn withdraw(tx: &Tx, act: &Act, member: &Member, id: ClaimId) -> Result<Claim, Failure> {
    let claim = rows::claim(tx, &Reach::none(), Some(member.id), id).await?;
    let claim = claim.ok_or(Code::ClaimNotFound)?;
    let mut after = claim.clone();
    after.state = claim.state.after(ClaimAction::Withdraw)?;
    advance(tx, act, &claim, &mut after, ClaimAction::Withdraw, None).await?;
    Ok(after)
}
