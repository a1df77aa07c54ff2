//! Content safety: pledges for the coming year, of which one passes, one waits for a person and one is refused.

use uuid::Uuid;
use xianfeng_api::Failure;
use xianfeng_api::auth::Act;
use xianfeng_api::http::wire::WirePeriod;
use xianfeng_api::moderation::{self, SafetyDecision, SafetyDecisionIn};
use xianfeng_api::pledges::{self, NewPledgeIn};
use xianfeng_domain::access::Right;
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::time::{Period, PeriodKind};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::moderation as rows;

use super::Parts;

/// The stand-in for WeChat doubts what asks people to add somebody on WeChat.
const TEXTS: [&str; 3] =
    ["带头参加河道清理，每月不少于一次", "帮邻居代办医保，加微信联系", "谁家有困难加微信找我，先到先得"];

pub(super) async fn fill(parts: &Parts<'_>) -> Result<(), Failure> {
    // For this year the plan's people have pledged already.
    let year = WirePeriod(Period::containing(PeriodKind::Year, parts.today()).next());
    let mut refused = None;
    for (nth, text) in TEXTS.into_iter().enumerate() {
        let act = parts.member(0, nth, 0)?;
        let id = pledge(parts, &act, NewPledgeIn { year, text: text.to_owned() }).await?;
        moderation::look_at(parts.app, Subject::Pledge, id, act.now).await;
        refused = Some(id);
    }
    let Some(refused) = refused else { return Ok(()) };
    let secretary = parts.secretary(0, 0)?;
    let (reach, person) = (secretary.caller.reach(Right::Register), secretary.caller.person);
    let refuse = async |tx: &Tx| -> Result<(), Failure> {
        let (Some(check), Some(person)) = (rows::of_subject(tx, (Subject::Pledge, refused)).await?, person) else {
            return Err(StoreError::corrupt("a pledge without its check").into());
        };
        // Where WeChat cannot be asked while the township is loaded, the worker asks, and people decide later.
        if check.state != CheckState::Held {
            return Ok(());
        }
        let reason = Some("请写清楚做什么，不留联系方式".to_owned());
        let decision = SafetyDecisionIn { decision: SafetyDecision::Refuse, version: check.version, reason };
        moderation::decide(tx, &secretary, &reach, person, check.id, &decision).await?;
        Ok(())
    };
    parts.app.database.transact("demo.moderation", refuse).await
}

async fn pledge(parts: &Parts<'_>, act: &Act, new: NewPledgeIn) -> Result<Uuid, Failure> {
    let make = async |tx: &Tx| -> Result<Uuid, Failure> {
        let member = act.caller.member.as_ref().ok_or_else(|| StoreError::corrupt("only members pledge"))?;
        Ok(pledges::make(tx, act, member, &new).await?.id.0)
    };
    parts.app.database.transact("demo.pledge", make).await
}
