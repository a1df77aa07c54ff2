//! Claims: a member's own, a task's, and the review queue.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::{ClaimId, MemberId, OrganizationId, TaskId};
use xianfeng_domain::tasks::ClaimState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks as rows;

use super::wire::{ClaimOut, claim_example, claims_out};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::organizations::find_visible;

/// Which claims.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ClaimQuery {
    /// `review`: what waits for the caller's decision: the claims of the places where the caller
    /// reviews, and those that nobody below may review; never the caller's own.
    queue: Option<String>,
    /// In a state.
    state: Option<String>,
    /// Of a task.
    task_id: Option<Uuid>,
    /// Of a member.
    member_id: Option<Uuid>,
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
}

impl Check for ClaimQuery {
    fn check(&self, faults: &mut Faults) {
        if self.queue.as_deref().is_some_and(|queue| queue != "review") {
            faults.add_limit("?queue", FaultCode::NotOneOf, "review");
        }
        if self.state.as_deref().is_some_and(|state| ClaimState::from_code(state).is_none()) {
            let states = ClaimState::ALL.map(ClaimState::code).join(", ");
            faults.add_limit("?state", FaultCode::NotOneOf, states);
        }
    }
}

/// A page of claims.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClaimsOut {
    /// The claims.
    pub items: Vec<ClaimOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists claims, the newest first; the review queue by the day of handing in, the oldest first.
///
/// Members see their own; administrators, reviewers and overseers those within reach, and the
/// audit log says that they did.
#[utoipa::path(
    tag = "tasks",
    params(PageQuery, ClaimQuery),
    responses((status = 200, body = ClaimsOut, description = "A page",
        example = json!({ "items": [claim_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor", "auth.forbidden"]))),
)]
#[get("/claims")]
pub(super) async fn list_claims(
    app: Data<App>,
    bound: Bound,
    list: ListParams<ClaimQuery>,
) -> Result<HttpResponse, Problem> {
    let queue = list.filter.queue.is_some();
    let reach = bound.caller.reach(if queue { Right::Review } else { Right::Read });
    if queue && reach.is_empty() {
        return Err(Code::AuthForbidden.into());
    }
    let before = if queue { None } else { list.page.after::<Uuid>()?.map(ClaimId) };
    let after = if queue { list.page.after::<(i64, Uuid)>()? } else { None };
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = find_visible(tx, &bound.caller, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let filter = rows::ClaimFilter {
            state: list.filter.state.as_deref().and_then(ClaimState::from_code),
            task: list.filter.task_id.map(TaskId),
            member: list.filter.member_id.map(MemberId),
            review_at: queue.then(|| tops(&reach)),
            organization: organization.clone(),
            before,
            after: after.map(|(micros, id)| (from_micros(micros), ClaimId(id))),
            limit: u64::from(list.page.limit) + 1,
        };
        let claims = rows::claims(tx, &reach, bound.caller.member_id(), &filter).await?;
        let (claims, next_cursor) = if queue {
            list.page.cut(claims, |claim| (claim.submitted_at.map(|at| at.timestamp_micros()), claim.id.0))?
        } else {
            list.page.cut(claims, |claim| claim.id.0)?
        };
        let items = claims_out(tx, &claims).await?;
        let others = claims.iter().any(|claim| Some(claim.member) != bound.caller.member_id());
        Ok((ClaimsOut { items, next_cursor }, others.then_some(organization)))
    };
    let (out, others) = app.database.read(read).await?;
    if let Some(organization) = others {
        let subject = list.filter.member_id.map(|id| ("member", id));
        let subject = subject.or(list.filter.organization_id.map(|id| ("organization", id)));
        bound.disclosed(&app, "claims.list", subject, Act::place_read(&reach, organization)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}

fn from_micros(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).unwrap_or_default()
}

/// Where the caller reviews: claims wait right there, or were sent up to there.
fn tops(reach: &Reach) -> Vec<OrganizationId> {
    reach.tops().iter().filter_map(|path| path.ids().next_back()).collect()
}
