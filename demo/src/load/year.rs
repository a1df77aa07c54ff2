//! Help cases, pledges, an appraisal and a list of honours.

use xianfeng_api::Failure;
use xianfeng_api::appraisal::{self, GradeCode, NewAppraisalIn, RatingIn, RatingsIn, VoiceCode};
use xianfeng_api::auth::Bound;
use xianfeng_api::help_cases::{self, ConfirmIn, HelperIn, ProposalsIn, RecordIn, Recorded};
use xianfeng_api::http::wire::{WireDay, WirePeriod};
use xianfeng_api::pledges::{self, NewPledgeIn, ProgressIn};
use xianfeng_api::proposals::{self, NewProposalIn};
use xianfeng_api::quarterly_audit::{self, NewLineIn};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{AppraisalId, AuditId, HelpCaseId, MemberId, PledgeId};
use xianfeng_infra::db::{StoreError, StoreResult};
use xianfeng_infra::help;

use super::life::{Made, Scene, made};
use crate::township::Care;

pub(super) async fn perform(scene: &Scene<'_>, known: &mut Made, event: &Care) -> Result<(), Failure> {
    let Scene { tx, app, act, .. } = *scene;
    let (register, review) = (scene.reach(Right::Register), scene.reach(Right::Review));
    match event {
        Care::Speak { audit, member, on } => {
            let new = NewLineIn {
                member_id: scene.member(*member)?.0,
                kind: quarterly_audit::ProposalKind::default(),
                item: Some("absence".to_owned()),
                points: None,
                on: WireDay(*on),
                what: "无故不参加支部党员大会".to_owned(),
                entry_id: None,
            };
            quarterly_audit::propose(tx, act, &register, AuditId(made(known, *audit)?), &new).await?;
        }
        Care::Gather(quarter) => {
            let wanted = ProposalsIn { organization_id: scene.branch(0)?.0, period: WirePeriod(*quarter) };
            help_cases::gather(tx, act, &review, scene.by()?, &wanted).await?;
        }
        Care::Help { mark, member, helper } => {
            let id = case_of(scene, scene.member(*member)?).await?;
            let new = ConfirmIn {
                reason: "连续两个季度靠后，支委会研究决定结对帮教".to_owned(),
                deadline: None,
                helper: Some(HelperIn { member_id: Some(scene.member(*helper)?.0), person_id: None }),
                keeps_out: None,
                meeting: Some("支委会".to_owned()),
            };
            help_cases::confirm(tx, act, &review, scene.by()?, id, &new, None).await?;
            known.insert(*mark, id.0);
        }
        Care::Talk(mark) => {
            let text = "分析原因，商定下季度多参加志愿服务";
            record(scene, made(known, *mark)?, Recorded::Talk, text, Some("乡镇组织委员")).await?;
        }
        Care::Answer(mark) => {
            let text = "上季度身体不好，今后每月参加一次志愿服务";
            record(scene, made(known, *mark)?, Recorded::Answer, text, None).await?;
        }
        Care::Pledge { mark, year, text } => {
            let member = act.caller.member.as_ref();
            let member = member.ok_or_else(|| StoreError::corrupt("only members pledge"))?;
            let new = NewPledgeIn { year: WirePeriod(*year), text: (*text).to_owned() };
            known.insert(*mark, pledges::make(tx, act, member, &new).await?.id.0);
        }
        Care::Show(mark) => {
            pledges::show(tx, act, &register, scene.by()?, PledgeId(made(known, *mark)?)).await?;
        }
        Care::Progress(mark) => {
            let new = ProgressIn { on: WireDay(act.today()), text: "已完成三分之一".to_owned() };
            pledges::note(tx, act, PledgeId(made(known, *mark)?), uuid::Uuid::now_v7(), &new).await?;
        }
        Care::Appraisal { mark, branch, year } => {
            let new = NewAppraisalIn {
                organization_id: scene.branch(*branch)?.0,
                year: WirePeriod(*year),
                kind: appraisal::KindCode::Democratic,
                weights: None,
                minimum: None,
                public: false,
            };
            let round = appraisal::create(tx, act, &register, &new).await?;
            appraisal::open(tx, act, &register, round.id).await?;
            known.insert(*mark, round.id.0);
        }
        Care::Rate { appraisal, members, as_secretary } => {
            let grades = [GradeCode::Good, GradeCode::Good, GradeCode::Fair, GradeCode::Ordinary];
            let rated = scene.ids(members)?.into_iter().zip(grades.into_iter().cycle());
            let ratings = rated.map(|(member_id, grade)| RatingIn { member_id, grade }).collect();
            let voice = if *as_secretary { VoiceCode::Secretary } else { VoiceCode::Peers };
            let id = AppraisalId(made(known, *appraisal)?);
            appraisal::rate(tx, &app.vault, act, scene.by()?, id, &RatingsIn { voice, ratings }).await?;
        }
        Care::Honours(year) => {
            let new = NewProposalIn {
                kind: proposals::KindCode::Honours,
                year: WirePeriod(*year),
                organization_id: scene.world.township.id.0,
                places: Some(10),
            };
            proposals::create(tx, act, &scene.reach(Right::Administer), &new).await?;
        }
    }
    Ok(())
}

async fn record(
    scene: &Scene<'_>,
    case: uuid::Uuid,
    kind: Recorded,
    text: &str,
    with: Option<&str>,
) -> Result<(), Failure> {
    let bound = Bound { act: scene.act.clone(), person: scene.by()? };
    let new = RecordIn { kind, on: None, text: text.to_owned(), with: with.map(str::to_owned), result: None };
    help_cases::record(scene.tx, &bound, HelpCaseId(case), &new).await?;
    Ok(())
}

/// What was proposed for a member.
async fn case_of(scene: &Scene<'_>, member: MemberId) -> StoreResult<HelpCaseId> {
    let found = help::active_of_member(scene.tx, member).await?.pop();
    Ok(found.ok_or_else(|| StoreError::corrupt("nothing was proposed for the member"))?.proposal.id)
}
