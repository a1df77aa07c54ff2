//! Deciding on many claims at once: a short queue for ten minutes in the evening.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::ClaimId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks as rows;

use super::review::{Verdict, decide};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Language, Problem};
use crate::http::wire::WirePoints;

/// The decisions.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewBatchIn {
    /// Claims to approve as they are, at most 100 together with the exceptions.
    pub approve: Vec<Uuid>,
    /// Claims decided otherwise.
    #[serde(default)]
    pub exceptions: Vec<ExceptionIn>,
}

/// A claim decided otherwise.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExceptionIn {
    /// The claim.
    pub claim_id: Uuid,
    /// `approve` with other points, `return` or `reject`.
    pub action: String,
    /// Other points.
    pub points: Option<WirePoints>,
    /// Why.
    pub reason: String,
}

impl Check for ReviewBatchIn {
    fn check(&self, faults: &mut Faults) {
        let all = self.approve.len() + self.exceptions.len();
        faults.count("/approve", all, 1..=100);
        let mut ids: Vec<Uuid> = self.approve.clone();
        ids.extend(self.exceptions.iter().map(|exception| exception.claim_id));
        ids.sort_unstable();
        ids.dedup();
        if ids.len() != all {
            faults.add("/approve", FaultCode::Duplicate);
        }
        for (index, exception) in self.exceptions.iter().enumerate() {
            faults.nested(&format!("/exceptions/{index}"), exception);
        }
    }
}

impl Check for ExceptionIn {
    fn check(&self, faults: &mut Faults) {
        if !["approve", "return", "reject"].contains(&self.action.as_str()) {
            faults.add_limit("/action", FaultCode::NotOneOf, "approve, return, reject");
        }
        if self.points.is_some() && self.action != "approve" {
            faults.add("/points", FaultCode::Unknown);
        }
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// What came of each claim, in the order of ids.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewBatchOut {
    /// One result a claim.
    pub results: Vec<ReviewResultOut>,
}

/// What came of one claim.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReviewResultOut {
    /// The claim.
    pub claim_id: Uuid,
    /// Its state now; absent where it was refused.
    pub state: Option<&'static str>,
    /// Why it was refused.
    pub code: Option<&'static str>,
    /// What to do next.
    pub detail: Option<String>,
}

/// Decides on many claims.
///
/// One transaction and one result a claim: a claim that is refused (decided meanwhile, one's own)
/// does not stop the others.
#[utoipa::path(
    tag = "tasks",
    request_body = ReviewBatchIn,
    responses((status = 200, body = ReviewBatchOut, description = "One result a claim", example = json!({ "results": [
        { "claimId": "018e0f6a-0000-7000-8000-000000000003", "state": "approved", "code": null, "detail": null },
        { "claimId": "018e0f6a-0000-7000-8000-000000000006", "state": null, "code": "review.own_claim",
            "detail": "不能审核自己的任务，请由其他审核人办理。" }
    ] }))),
)]
#[post("/claims/reviews")]
pub(super) async fn review_claims(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    body: JsonBody<ReviewBatchIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "claims.reviews", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let mut results = Vec::new();
        for (id, verdict) in in_member_order(tx, &permit, &body.0).await? {
            let decided = decide(tx, &permit, &permit.reach, permit.person, id, &verdict).await;
            results.push(result(&permit, id, decided)?);
        }
        results.sort_by_key(|result| result.claim_id);
        Ok(Done::ok(ReviewBatchOut { results }).within_reach(&permit.reach))
    };
    Ok(command.run(work).await?.into())
}

/// Several members are locked in id order, so that two batches never wait for each other.
async fn in_member_order(
    tx: &Tx,
    permit: &Permit<rights::Review>,
    batch: &ReviewBatchIn,
) -> Result<Vec<(ClaimId, Verdict)>, Failure> {
    let approve = Verdict::Approve { points: None, reason: None };
    let mut verdicts: Vec<(ClaimId, Verdict)> =
        batch.approve.iter().map(|id| (ClaimId(*id), approve.clone())).collect();
    verdicts.extend(batch.exceptions.iter().map(|exception| (ClaimId(exception.claim_id), verdict(exception))));
    let mut keyed = Vec::with_capacity(verdicts.len());
    for (id, verdict) in verdicts {
        let member = rows::claim(tx, &permit.reach, None, id).await?.map(|claim| claim.member);
        keyed.push((member, id, verdict));
    }
    keyed.sort_by_key(|(member, id, _)| (*member, *id));
    Ok(keyed.into_iter().map(|(_, id, verdict)| (id, verdict)).collect())
}

fn verdict(exception: &ExceptionIn) -> Verdict {
    let reason = exception.reason.trim().to_owned();
    match exception.action.as_str() {
        "return" => Verdict::Return { reason },
        "reject" => Verdict::Reject { reason },
        _ => Verdict::Approve { points: exception.points.map(|points| points.0), reason: Some(reason) },
    }
}

fn result(
    permit: &Permit<rights::Review>,
    id: ClaimId,
    decided: Result<xianfeng_domain::tasks::Claim, Failure>,
) -> Result<ReviewResultOut, Failure> {
    let refused = |code: Code| {
        let language = permit.meta.map_or(Language::Chinese, |meta| meta.language);
        let detail = code.row().detail.in_language(language).to_owned();
        ReviewResultOut { claim_id: id.0, state: None, code: Some(code.as_str()), detail: Some(detail) }
    };
    match decided {
        Ok(claim) => Ok(ReviewResultOut { claim_id: id.0, state: Some(claim.state.code()), code: None, detail: None }),
        Err(Failure::Refused(problem)) => Ok(refused(problem.code())),
        Err(failure) => Err(failure),
    }
}
