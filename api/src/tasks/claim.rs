//! Claiming a task (领办).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use uuid::Uuid;
use xianfeng_domain::ids::{ClaimId, TaskId};
use xianfeng_domain::members::Member;
use xianfeng_domain::tasks::{self, Claim, ClaimState, Claimant, Refusal};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::tasks as rows;

use super::wire::{ClaimOut, claim_example, claim_out};
use crate::app::App;
use crate::auth::{Act, AsMember};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};

/// Claims a task for the caller.
///
/// Takes a place until the claim ends; a place is given back by withdrawing, rejection, expiry
/// or revocation.
#[utoipa::path(
    tag = "tasks",
    params(("id" = Uuid, Path, description = "The task")),
    responses((status = 201, body = ClaimOut, description = "The claim", example = json!(claim_example()))),
    extensions(("x-error-codes" = json!([
        "task.not_found", "task.not_published", "task.closed", "task.claim_deadline_passed", "task.not_eligible",
        "task.quota_exhausted", "claim.already_made"
    ]))),
)]
#[post("/tasks/{id}/claims")]
pub(super) async fn claim_task(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    id: PathId<TaskId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &member, "tasks.claim", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let claim = claim(tx, &member, &member.member, id.0).await?;
        Ok(Done::created(claim_out(tx, &claim).await?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: the member claims the task.
///
/// # Errors
/// What the task refuses.
pub async fn claim(tx: &Tx, act: &Act, member: &Member, id: TaskId) -> Result<Claim, Failure> {
    let task = rows::find_for_member(tx, &member.standing.branch_path, id).await?.ok_or(Code::TaskNotFound)?;
    let claimant = Claimant {
        member: member.id,
        branch: member.standing.branch,
        branch_path: member.standing.branch_path.clone(),
        category: member.standing.category.clone(),
    };
    let held = rows::held_places(tx, id, member.id).await?;
    let new = tasks::claim(&task, &claimant, &held, act.now)?;
    if !rows::take_place(tx, id).await? {
        return Err(Refusal::QuotaExhausted.into());
    }
    let claim = Claim {
        id: ClaimId(Uuid::now_v7()),
        task: id,
        member: member.id,
        organization: task.organization,
        path: task.path.clone(),
        review_organization: task.organization,
        place: new.place,
        state: ClaimState::Claimed,
        points_offered: new.points,
        claimed_at: act.now,
        due_at: new.due_at,
        report: None,
        deed_on: None,
        deed_place: None,
        quantity: None,
        submitted_at: None,
        reviewed_at: None,
        review_reason: None,
        points_awarded: None,
        version: 1,
    };
    match rows::insert_claim(tx, &claim, act.caller.account).await {
        // A second tap took the place at the same moment: look again.
        Err(StoreError::Duplicate) => return Err(StoreError::Race("a place").into()),
        other => other?,
    }
    act.audit(tx, "tasks.claim", ("claim", claim.id.0), &claim.path).await?;
    Ok(claim)
}
