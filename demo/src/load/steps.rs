//! One step of the plan, through the use case that a request would go through.

use std::collections::HashMap;

use uuid::Uuid;
use xianfeng_api::auth::Act;
use xianfeng_api::http::wire::{WireDay, WirePoints, WireTime};
use xianfeng_api::tasks::{self, AssigneeIn, NewTaskIn, SubmitIn};
use xianfeng_api::{App, Failure, ledger};
use xianfeng_domain::Points;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{ClaimId, FileId, TaskId};
use xianfeng_domain::ledger::SourceKind;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::evidence::{self, Upload};
use xianfeng_infra::ledger as rows;

use super::life::{self, Made, Scene};
use super::{World, closings};
use crate::township::{Deed, Mark, Plan, Report, Seat, Step, Task};

/// What stands for the plan's tasks and claims in the database.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    tasks: HashMap<usize, TaskId>,
    claims: HashMap<usize, ClaimId>,
    made: Made,
}

impl Written {
    fn task(&self, at: usize) -> StoreResult<TaskId> {
        self.tasks.get(&at).copied().ok_or_else(|| StoreError::corrupt("the plan names a task before it is made"))
    }

    fn claim(&self, at: usize) -> StoreResult<ClaimId> {
        self.claims.get(&at).copied().ok_or_else(|| StoreError::corrupt("the plan names a claim before it is made"))
    }
}

/// Carries out one step.
pub(super) async fn perform(
    tx: &Tx,
    app: &App,
    plan: &Plan,
    world: &World,
    written: &mut Written,
    step: &Step,
) -> Result<(), Failure> {
    let act = world.act(step)?;
    let member = || act.caller.member.as_ref().ok_or_else(|| StoreError::corrupt("only members take part in tasks"));
    let person = || act.caller.person.ok_or_else(|| StoreError::corrupt("only persons decide"));
    match &step.deed {
        Deed::GrantBase(year) => while ledger::grant_base(tx, &act, world.township.id, *year).await? > 0 {},
        Deed::Life(event) => {
            let scene = Scene { tx, app, world, act: &act };
            life::perform(&scene, &mut written.made, event).await?;
        }
        Deed::Publish(at) => {
            let planned = plan.tasks.get(*at).ok_or_else(|| StoreError::corrupt("the plan names no such task"))?;
            let reach = act.caller.reach(Right::ManageTasks);
            let made = tasks::create(tx, &act, &reach, &new_task(world, planned)?).await?;
            tasks::publish(tx, &act, &reach, made.id).await?;
            written.tasks.insert(*at, made.id);
        }
        Deed::Claim(at) => {
            let planned = plan.claims.get(*at).ok_or_else(|| StoreError::corrupt("the plan names no such claim"))?;
            let claim = tasks::claim(tx, &act, member()?, written.task(planned.task)?).await?;
            written.claims.insert(*at, claim.id);
            written.made.insert(Mark("claim", *at), claim.id.0);
        }
        Deed::Withdraw(claim) => {
            tasks::withdraw(tx, &act, member()?, written.claim(*claim)?).await?;
        }
        Deed::Submit(claim, report) => {
            let submitted = submission(tx, &act, world, report).await?;
            tasks::submit(tx, &act, member()?, written.claim(*claim)?, &submitted).await?;
        }
        Deed::Decide(claim, verdict) => {
            let reach = act.caller.reach(Right::Review);
            tasks::decide(tx, &act, &reach, person()?, written.claim(*claim)?, verdict).await?;
        }
        Deed::Reverse(claim, reason) => {
            let entry = rows::of_source(tx, SourceKind::Claim, written.claim(*claim)?.0).await?.pop();
            let entry = entry.ok_or_else(|| StoreError::corrupt("the plan takes back what was not approved"))?;
            let scene = Scene { tx, app, world, act: &act };
            closings::take_back(&scene, &entry, reason).await?;
        }
        Deed::Close(task) => {
            let reach = act.caller.reach(Right::ManageTasks);
            tasks::close(tx, &act, &reach, written.task(*task)?, None).await?;
        }
    }
    Ok(())
}

fn new_task(world: &World, task: &Task) -> StoreResult<NewTaskIn> {
    let organization = world.organization(task.owner);
    let organization = organization.ok_or_else(|| StoreError::corrupt("the plan names no such organization"))?;
    let member = |at: &usize| {
        let (member, _) = world.members.iter().find(|(_, person)| person == at)?;
        Some(AssigneeIn { member_id: member.0, points: None })
    };
    Ok(NewTaskIn {
        organization_id: organization.id.0,
        title: task.title.clone(),
        description: (task.owner == Seat::Township).then(|| "全乡各支部党员均可领办，请如实填写。".to_owned()),
        item: task.item.to_owned(),
        points: task.points.map(WirePoints::from),
        assignees: task.assignees.iter().filter_map(member).collect(),
        unit: task.unit.map(str::to_owned),
        quota: task.quota,
        places_per_member: None,
        claim_by: Some(WireTime::from(task.claim_by)),
        complete_by: Some(WireTime::from(task.complete_by)),
        photos_required: Some(task.photos),
        categories: Vec::new(),
        branch_ids: Vec::new(),
    })
}

/// Uploads what the report attaches, as rows: the pictures themselves are kept once.
async fn submission(tx: &Tx, act: &Act, world: &World, report: &Report) -> StoreResult<SubmitIn> {
    let mut photo_ids = Vec::new();
    for picture in &report.pictures {
        let Some(picture) = world.pictures.get(*picture) else { continue };
        let id = FileId(Uuid::now_v7());
        let upload = Upload { id, account: act.caller.account, content: picture.content, holder: None };
        evidence::insert(tx, &upload, act.now).await?;
        photo_ids.push(id.0);
    }
    Ok(SubmitIn {
        report: report.text.clone(),
        deed_on: WireDay(report.deed_on),
        deed_place: report.place.map(str::to_owned),
        quantity: report.quantity.map(|hundredths| Points::from_hundredths(hundredths).into()),
        photo_ids,
    })
}
