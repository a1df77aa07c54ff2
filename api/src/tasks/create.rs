//! Making a task, as a draft.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, OrganizationId, TaskId};
use xianfeng_domain::tasks::{self, Mode, NewTask, Task, TaskFault, TaskFaultKind};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{members, organizations, rulebooks, tasks as rows};

use super::wire::{TaskOut, task_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::{WirePoints, WireTime};

/// A new task.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewTaskIn {
    /// Whose it is: a branch, or the township for all its branches.
    pub organization_id: Uuid,
    /// What is to be done, 1 to 100 characters.
    #[schema(example = "排查地质灾害隐患点")]
    pub title: String,
    /// More about it, at most 2,000 characters.
    pub description: Option<String>,
    /// The code of a rule-book item that adds points.
    #[schema(example = "hazard_check")]
    pub item: String,
    /// Own points inside the item's range; its least where absent.
    pub points: Option<WirePoints>,
    /// Dispatches the task to these members and nobody else (S0-15).
    #[serde(default)]
    pub assignees: Vec<AssigneeIn>,
    /// The unit of quantities that are reported with the deed, at most 20 characters.
    pub unit: Option<String>,
    /// How many claims it takes, 1 to 10,000; any number where absent.
    pub quota: Option<u32>,
    /// How many places one member may hold, 1 to 100; one where absent.
    pub places_per_member: Option<u32>,
    /// Until when it can be claimed.
    pub claim_by: Option<WireTime>,
    /// Until when it must be handed in.
    pub complete_by: Option<WireTime>,
    /// How many photos a submission needs, at most 9.
    pub photos_required: Option<u32>,
    /// Category codes that it is for; all where empty.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Branches that it is for; all under its organization where empty.
    #[serde(default)]
    pub branch_ids: Vec<Uuid>,
}

/// A named member.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssigneeIn {
    /// The member.
    pub member_id: Uuid,
    /// The share of points; what the task gives where absent.
    pub points: Option<WirePoints>,
}

impl Check for NewTaskIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/title", &self.title, 1..=100);
        faults.text("/item", &self.item, 1..=40);
        if let Some(description) = &self.description {
            faults.text("/description", description, 0..=2000);
        }
        if let Some(unit) = &self.unit {
            faults.text("/unit", unit, 1..=20);
        }
        faults.count("/assignees", self.assignees.len(), 0..=200);
        faults.count("/categories", self.categories.len(), 0..=20);
        faults.count("/branchIds", self.branch_ids.len(), 0..=100);
    }
}

/// Makes a task as a draft; publish it to open it to claims.
///
/// The item must be one of the rule book in force that adds points; every fault of the task is
/// told at once.
#[utoipa::path(
    tag = "tasks",
    request_body = NewTaskIn,
    responses((status = 201, body = TaskOut, description = "The draft", example = json!(task_example()))),
    extensions(("x-error-codes" = json!(["organization.not_found", "member.not_found", "task.no_rule_book"]))),
)]
#[post("/tasks")]
pub(super) async fn create_task(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    key: IdempotencyKey,
    body: JsonBody<NewTaskIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "tasks.create", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let task = create(tx, &permit, &permit.reach, &body.0).await?;
        Ok(Done::created(TaskOut::from(&task)).within(&task.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the organization, the members or the rule book refuse.
pub async fn create(tx: &Tx, act: &Act, reach: &Reach, new: &NewTaskIn) -> Result<Task, Failure> {
    let organization = organizations::find(tx, reach, OrganizationId(new.organization_id)).await?;
    let organization = organization.ok_or(Code::OrganizationNotFound)?;
    let book = rulebooks::effective(tx, &organization.path, act.today()).await?.ok_or(Code::TaskNoRuleBook)?;
    let within = Reach::under(organization.path.clone());
    for branch in &new.branch_ids {
        let branch = organizations::find(tx, &within, OrganizationId(*branch)).await?;
        branch.filter(|branch| branch.kind.is_branch()).ok_or(Code::OrganizationNotFound)?;
    }
    let default_points = new.points.map(|points| points.0).or(book.book.item(&new.item).map(|item| item.min));
    let mut shares = Vec::new();
    for assignee in &new.assignees {
        let member = MemberId(assignee.member_id);
        let member = members::by_id(tx, &within, member, act.today()).await?;
        let member = member.filter(|member| member.left_on.is_none()).ok_or(Code::MemberNotFound)?;
        let points = assignee.points.map(|points| points.0).or(default_points).unwrap_or_default();
        shares.push((member.id, points));
    }
    let wanted = NewTask {
        title: new.title.trim().to_owned(),
        description: new.description.clone(),
        item: new.item.clone(),
        points: new.points.map(|points| points.0),
        mode: if shares.is_empty() { Mode::Open } else { Mode::Dispatched(shares) },
        unit: new.unit.clone(),
        quota: new.quota,
        places_per_member: new.places_per_member,
        claim_by: new.claim_by.map(|time| time.0),
        complete_by: new.complete_by.map(|time| time.0),
        photos_required: new.photos_required,
        categories: new.categories.clone(),
        branches: new.branch_ids.iter().copied().map(OrganizationId).collect(),
    };
    let id = TaskId(Uuid::now_v7());
    let task = tasks::create(id, organization.id, organization.path, book.id, &book.book, wanted, act.now)
        .map_err(|faults| Problem::invalid(Code::RequestInvalid, told(&faults)))?;
    rows::insert(tx, &task, act.caller.account, act.now).await?;
    act.audit(tx, "tasks.create", ("task", id.0), &task.path).await?;
    Ok(task)
}

fn told(faults: &[TaskFault]) -> Faults {
    let mut told = Faults::default();
    for fault in faults {
        let code = match fault.kind {
            TaskFaultKind::UnknownItem | TaskFaultKind::UnknownCategory | TaskFaultKind::BadAssignees => {
                FaultCode::Invalid
            }
            TaskFaultKind::OutOfRange | TaskFaultKind::BadCount => FaultCode::PointsOutOfRange,
            TaskFaultKind::InPast => FaultCode::InThePast,
            TaskFaultKind::BeforeClaimBy => FaultCode::OutOfOrder,
        };
        let code = if fault.kind == TaskFaultKind::BadCount { FaultCode::OutOfRange } else { code };
        if code == FaultCode::OutOfOrder {
            told.add_limit(format!("/{}", fault.field), code, "claimBy");
        } else {
            told.add(format!("/{}", fault.field), code);
        }
    }
    told
}
