//! Putting a reward into the catalogue.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{OrganizationId, RewardId, ShopId};
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::redemption::{Reward, RewardKind, RewardState, Threshold};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;
use xianfeng_infra::redemption as rows;

use super::reward_wire::{RewardIn, RewardOut, reward_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// A new reward.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewRewardIn {
    /// Whose catalogue: the township's as a rule.
    pub organization_id: Uuid,
    /// In this shop only; in every shop under the organization where absent. A coupon has none.
    pub shop_id: Option<Uuid>,
    /// `goods`, which a shop hands out, or `coupon`, a code. It never changes.
    #[schema(example = "goods")]
    pub kind: String,
    /// What the catalogue says.
    pub reward: RewardIn,
}

impl Check for NewRewardIn {
    fn check(&self, faults: &mut Faults) {
        if RewardKind::from_code(&self.kind).is_none() {
            faults.add_limit("/kind", FaultCode::NotOneOf, "goods, coupon");
        }
        if self.shop_id.is_some() && self.kind == RewardKind::Coupon.code() {
            faults.add("/shopId", FaultCode::Invalid);
        }
        faults.nested("/reward", &self.reward);
    }
}

/// Drafts a reward (奖品) for the catalogue.
///
/// Members see it once it is offered.
#[utoipa::path(
    tag = "redemption",
    request_body = NewRewardIn,
    responses((status = 201, body = RewardOut, description = "The reward", example = json!(reward_example()))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "shop.not_found", "auth.forbidden", "moderation.waiting", "moderation.author_away",
        "moderation.refused"
    ]))),
)]
#[post("/rewards")]
pub(super) async fn create_reward(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    body: JsonBody<NewRewardIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "rewards.create", &key, "", &body.0)?.shows(
        Subject::Reward,
        &permit.reach,
        body.reward.shown(),
    );
    let work = async |tx: &Tx| {
        let reward = draft_reward(tx, &permit, &permit.reach, &body.0).await?;
        Ok(Done::created(RewardOut::from(&reward)).within(&reward.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `organization.not_found` and `shop.not_found` outside reach.
pub async fn draft_reward(tx: &Tx, act: &Act, reach: &Reach, new: &NewRewardIn) -> Result<Reward, Failure> {
    let owner = organizations::find(tx, reach, OrganizationId(new.organization_id)).await?;
    let owner = owner.ok_or(Code::OrganizationNotFound)?;
    let shop = new.shop_id.map(ShopId);
    if let Some(shop) = shop {
        let shop = rows::shop(tx, reach, shop).await?;
        shop.filter(|shop| owner.path.covers(&shop.path)).ok_or(Code::ShopNotFound)?;
    }
    let mut reward = Reward {
        id: RewardId(Uuid::now_v7()),
        organization: owner.id,
        path: owner.path,
        shop,
        name: String::new(),
        unit: String::new(),
        description: String::new(),
        kind: RewardKind::from_code(&new.kind).unwrap_or(RewardKind::Goods),
        price: Points::ZERO,
        low_mark: None,
        limit: None,
        threshold: Threshold::default(),
        state: RewardState::Draft,
        version: 1,
    };
    new.reward.write(&mut reward);
    rows::insert_reward(tx, &reward, act.caller.account, act.now).await?;
    act.audit(tx, "rewards.create", ("reward", reward.id.0), &reward.path).await?;
    Ok(reward)
}
