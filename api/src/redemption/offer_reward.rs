//! Offering a reward, and withdrawing it.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::RewardId;
use xianfeng_domain::redemption::{Refusal, Reward, RewardState};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::redemption as rows;

use super::reward_wire::{RewardOut, reward_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};

/// Offers a reward to members, for the first time or again.
///
/// From now on it can be ordered where shops have it.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The reward")),
    responses((status = 200, body = RewardOut, description = "The reward now", example = json!(reward_example()))),
    extensions(("x-error-codes" = json!(["reward.not_found", "reward.wrong_state", "auth.forbidden"]))),
)]
#[post("/rewards/{id}/offer")]
pub(super) async fn offer_reward(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<RewardId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "rewards.offer", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let reward = offer(tx, &permit, &permit.reach, id.0).await?;
        Ok(Done::ok(RewardOut::from(&reward)).within(&reward.path))
    };
    Ok(command.run(work).await?.into())
}

/// Withdraws a reward: nobody orders it any more.
///
/// Open orders are still handed out.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The reward")),
    responses((status = 200, body = RewardOut, description = "The reward now", example = json!(reward_example()))),
    extensions(("x-error-codes" = json!(["reward.not_found", "reward.wrong_state", "auth.forbidden"]))),
)]
#[post("/rewards/{id}/withdraw")]
pub(super) async fn withdraw_reward(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<RewardId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "rewards.withdraw", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let reward = turn(tx, &permit, &permit.reach, id.0, ("rewards.withdraw", RewardState::withdraw)).await?;
        Ok(Done::ok(RewardOut::from(&reward)).within(&reward.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case of offering.
///
/// # Errors
/// `reward.not_found` outside reach, `reward.wrong_state`.
pub async fn offer(tx: &Tx, act: &Act, reach: &Reach, id: RewardId) -> Result<Reward, Failure> {
    turn(tx, act, reach, id, ("rewards.offer", RewardState::offer)).await
}

/// A step: what the audit log calls it, and what it does to the state.
type Step = (&'static str, fn(RewardState) -> Result<RewardState, Refusal>);

async fn turn(tx: &Tx, act: &Act, reach: &Reach, id: RewardId, step: Step) -> Result<Reward, Failure> {
    let mut reward = rows::reward(tx, reach, id).await?.ok_or(Code::RewardNotFound)?;
    reward.state = step.1(reward.state)?;
    if !rows::update_reward(tx, &reward, reward.version).await? {
        return Err(StoreError::Race("a reward").into());
    }
    reward.version += 1;
    act.audit(tx, step.0, ("reward", reward.id.0), &reward.path).await?;
    Ok(reward)
}
