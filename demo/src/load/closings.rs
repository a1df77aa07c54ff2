//! Closing, posting and settling quarters; objections from one end to the other.

use std::net::Ipv4Addr;

use xianfeng_api::auth::Act;
use xianfeng_api::closings::{self, Correction, How};
use xianfeng_api::objections::{self, EntryCorrectionIn, ObjectIn, OutcomeIn, PublicObjectIn, VerdictIn};
use xianfeng_api::{Failure, settlements};
use xianfeng_domain::access::Right;
use xianfeng_domain::closings::{Closing as Closed, State};
use xianfeng_domain::editions::EditionRow;
use xianfeng_domain::ids::{EditionId, MemberId, ObjectionId};
use xianfeng_domain::ledger::{Entry, SourceKind};
use xianfeng_domain::time::Period;
use xianfeng_infra::db::{StoreError, StoreResult};
use xianfeng_infra::{closings as rows, editions, ledger};

use super::life::{Made, Scene, made};
use crate::township::Closing;

/// Why a quarter before the first is confirmed as it is.
const BEFORE: &str = "系统启用前的季度，没有积分可结算";

pub(super) async fn perform(scene: &Scene<'_>, known: &mut Made, event: &Closing) -> Result<(), Failure> {
    let Scene { tx, act, .. } = *scene;
    let administer = scene.reach(Right::Administer);
    let review = scene.reach(Right::Review);
    match event {
        Closing::Close(period) => {
            let begun = closings::start(tx, act, &administer, scene.world.township.id, *period).await?;
            while closings::step(tx, begun.id, act.now).await? != closings::Progress::Done {}
        }
        Closing::Publish(period) => {
            let closed = closing(scene, *period).await?;
            closings::publish(tx, act, &administer, closed.id, "乡党委会议同意公示").await?;
        }
        Closing::Confirm(period) => {
            let closed = closing(scene, *period).await?;
            closings::finalize(tx, act, &closed, Some(BEFORE)).await?;
        }
        Closing::Settle(period) => {
            let closed = closing(scene, *period).await?;
            let draft = settlements::run(tx, act, &administer, closed.id).await?;
            let decision = ("乡党委会议", "公示期满，异议均已答复");
            settlements::sign(tx, act, &administer, draft.id, decision).await?;
            while settlements::step(tx, draft.id, act.now).await? != settlements::Progress::Done {}
        }
        Closing::Object { mark, quarter, branch, about, in_public } => {
            let organization_id = scene.branch(*branch)?.0;
            let (edition, row) = row(scene, *quarter, scene.member(*about)?).await?;
            let number = row.public.ok_or_else(|| StoreError::corrupt("the row is on no list"))?.branch_number;
            let objection = if *in_public {
                let text = "那天没有看到他在现场".to_owned();
                let new = PublicObjectIn { organization_id, row: number, text, name: None, contact: None };
                let nobody = Act::of_machine(act.now);
                let home = Ipv4Addr::LOCALHOST.into();
                objections::object_in_public(tx, &scene.app.vault, &nobody, edition, &new, home).await?
            } else {
                let text = "分数好像多了，请核对".to_owned();
                let new = ObjectIn { organization_id: Some(organization_id), row: Some(number), text, entry_id: None };
                objections::object(tx, &scene.app.vault, act, scene.by()?, edition, &new).await?
            };
            known.insert(*mark, objection.id.0);
        }
        Closing::Admit(mark) => {
            objections::admit(tx, act, &review, scene.by()?, ObjectionId(made(known, *mark)?)).await?;
        }
        Closing::Uphold { objection, claim } => {
            let entry = ledger::of_source(tx, SourceKind::Claim, made(known, *claim)?).await?.pop();
            let entry = entry.ok_or_else(|| StoreError::corrupt("the plan upholds what was not approved"))?;
            let verdict = VerdictIn {
                outcome: OutcomeIn::Upheld,
                corrections: vec![EntryCorrectionIn { entry_id: entry.draft.id.0, how: How::Reverse }],
                answer: "经核实，该次登记与实际不符，已更正。".to_owned(),
                reason: Some("现场核对".to_owned()),
            };
            let id = ObjectionId(made(known, *objection)?);
            objections::decide(tx, act, &review, scene.by()?, id, &verdict).await?;
        }
        Closing::Refuse(mark) => {
            let verdict = VerdictIn {
                outcome: OutcomeIn::Refused,
                corrections: Vec::new(),
                answer: "经逐条核对，登记无误。".to_owned(),
                reason: Some("逐条核对台账".to_owned()),
            };
            let id = ObjectionId(made(known, *mark)?);
            objections::decide(tx, act, &review, scene.by()?, id, &verdict).await?;
        }
    }
    Ok(())
}

/// Takes an entry back: in a quarter that is closed and not final by its next edition.
pub(super) async fn take_back(scene: &Scene<'_>, entry: &Entry, reason: &str) -> Result<(), Failure> {
    let Scene { tx, act, .. } = *scene;
    let closings = rows::of_township(tx, scene.world.township.id).await?;
    let holds =
        |closing: &&Closed| closing.unit && closing.state == State::Closed && closing.period.contains(entry.counts_on);
    let Some(closed) = closings.iter().find(holds) else {
        let reach = scene.reach(Right::Administer);
        xianfeng_api::ledger::reverse(tx, act, &reach, scene.by()?, entry.draft.id, reason).await?;
        return Ok(());
    };
    let correction = Correction { entry: entry.draft.id, how: How::Reverse };
    closings::correct(tx, act, scene.by()?, closed, &[correction], reason).await?;
    Ok(())
}

async fn closing(scene: &Scene<'_>, period: Period) -> StoreResult<Closed> {
    let closing = rows::of_period(scene.tx, scene.world.township.id, period).await?;
    closing.ok_or_else(|| StoreError::corrupt("the plan names a period before it is closed"))
}

/// A member's row of the newest edition.
async fn row(scene: &Scene<'_>, period: Period, member: MemberId) -> StoreResult<(EditionId, EditionRow)> {
    let latest = editions::latest(scene.tx, scene.world.township.id, period).await?;
    let edition = latest.ok_or_else(|| StoreError::corrupt("a closed period without an edition"))?.edition.id;
    let row = editions::of_member(scene.tx, edition, member).await?;
    Ok((edition, row.ok_or_else(|| StoreError::corrupt("the edition names no such member"))?))
}
