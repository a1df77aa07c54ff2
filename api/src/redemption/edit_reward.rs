//! Changing what the catalogue says.

use actix_web::web::Data;
use actix_web::{HttpResponse, put};
use xianfeng_domain::ids::RewardId;
use xianfeng_domain::moderation::Subject;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::redemption as rows;

use super::reward_wire::{RewardIn, RewardOut, reward_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Code, Problem};

/// Changes a reward.
///
/// Everything is written as sent. Orders keep the price that they were made at.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The reward")),
    request_body = RewardIn,
    responses((status = 200, body = RewardOut, description = "The reward now", example = json!(reward_example()))),
    extensions(("x-error-codes" = json!([
        "reward.not_found", "version.stale", "auth.forbidden", "moderation.waiting", "moderation.author_away",
        "moderation.refused"
    ]))),
)]
#[put("/rewards/{id}")]
pub(super) async fn edit_reward(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<RewardId>,
    read: IfMatch,
    body: JsonBody<RewardIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "rewards.edit", &key, id.0, &body.0)?.shows(
        Subject::Reward,
        &permit.reach,
        body.shown(),
    );
    let work = async |tx: &Tx| {
        let mut reward = rows::reward(tx, &permit.reach, id.0).await?.ok_or(Code::RewardNotFound)?;
        read.check(reward.version)?;
        body.write(&mut reward);
        if !rows::update_reward(tx, &reward, reward.version).await? {
            return Err(StoreError::Race("a reward").into());
        }
        reward.version += 1;
        permit.audit(tx, "rewards.edit", ("reward", reward.id.0), &reward.path).await?;
        Ok(Done::ok(RewardOut::from(&reward)).within(&reward.path))
    };
    Ok(command.run(work).await?.into())
}
