//! Handing in what was done (办结).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::{Reach, review_organization};
use xianfeng_domain::ids::{ClaimId, FileId};
use xianfeng_domain::members::Member;
use xianfeng_domain::tasks::{self, Claim, ClaimAction, Submission};
use xianfeng_infra::db::Tx;
use xianfeng_infra::evidence::{self, Holder};
use xianfeng_infra::{accounts, tasks as rows};

use super::review::advance;
use super::wire::{ClaimOut, claim_example, claim_out};
use crate::app::App;
use crate::assistance;
use crate::auth::{Act, AsMember};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::{WireDay, WirePoints};

/// What was done.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubmitIn {
    /// In a few words, 1 to 2,000 characters.
    #[schema(example = "查看三处，未见裂缝")]
    pub report: String,
    /// The day of the deed.
    pub deed_on: WireDay,
    /// Where, at most 200 characters.
    pub deed_place: Option<String>,
    /// How much, in the task's unit, at most two decimals.
    pub quantity: Option<WirePoints>,
    /// Uploaded photos, in order, at most 9.
    #[serde(default)]
    pub photo_ids: Vec<Uuid>,
}

impl Check for SubmitIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/report", &self.report, 1..=2000);
        if let Some(place) = &self.deed_place {
            faults.text("/deedPlace", place, 0..=200);
        }
        if let Some(quantity) = self.quantity {
            faults.range("/quantity", quantity.0.hundredths(), 0..=i64::MAX);
        }
        faults.count("/photoIds", self.photo_ids.len(), 0..=9);
        let mut unique = self.photo_ids.clone();
        unique.sort_unstable();
        unique.dedup();
        if unique.len() != self.photo_ids.len() {
            faults.add("/photoIds", crate::http::problem::FaultCode::Duplicate);
        }
    }
}

/// Hands in a claim.
///
/// Also after a return: the new report takes the old one's place. Photos are uploaded first, to
/// `/files`.
#[utoipa::path(
    tag = "tasks",
    params(("id" = Uuid, Path, description = "The claim")),
    request_body = SubmitIn,
    responses((status = 200, body = ClaimOut, description = "The claim now", example = json!(claim_example()))),
    extensions(("x-error-codes" = json!([
        "claim.not_found", "claim.wrong_state", "claim.overdue", "claim.evidence_missing", "claim.deed_in_future",
        "claim.deed_before_task", "file.not_found"
    ]))),
)]
#[post("/claims/{id}/submit")]
pub(super) async fn submit_claim(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    id: PathId<ClaimId>,
    body: JsonBody<SubmitIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &member, "claims.submit", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let claim = submit(tx, &member, &member.member, id.0, &body.0).await?;
        Ok(Done::ok(claim_out(tx, &claim).await?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: the member hands in a claim.
///
/// # Errors
/// What the claim refuses.
pub async fn submit(tx: &Tx, act: &Act, member: &Member, id: ClaimId, submitted: &SubmitIn) -> Result<Claim, Failure> {
    let claim = rows::claim(tx, &Reach::none(), Some(member.id), id).await?;
    let claim = claim.ok_or(Code::ClaimNotFound)?;
    let task = rows::find(tx, &Reach::township_of(&claim.path), claim.task).await?.ok_or(Code::TaskNotFound)?;
    let photos: Vec<FileId> = submitted.photo_ids.iter().copied().map(FileId).collect();
    let submission = Submission {
        report: submitted.report.clone(),
        deed_on: submitted.deed_on.0,
        deed_place: submitted.deed_place.clone(),
        quantity: submitted.quantity.map(|quantity| quantity.0.hundredths()),
        photos: u32::try_from(photos.len()).unwrap_or(u32::MAX),
    };
    let state = tasks::submit(&claim, &task, &submission, act.now)?;
    if !evidence::take(tx, Holder::Claim(claim.id), act.caller.account, &photos).await? {
        return Err(Code::FileNotFound.into());
    }
    let reviewers = accounts::grants_on_path(tx, &claim.path).await?;
    let reviewers = assistance::without_hands(tx, Some(act), claim.id.0, reviewers).await?;
    let review_at = review_organization(&claim.path, member.person, &reviewers);
    let mut after = claim.clone();
    after.state = state;
    after.review_organization = review_at.unwrap_or(claim.organization);
    after.report = Some(submission.report.trim().to_owned());
    after.deed_on = Some(submission.deed_on);
    after.deed_place = submission.deed_place;
    after.quantity = submission.quantity;
    after.submitted_at = Some(act.now);
    advance(tx, act, &claim, &mut after, ClaimAction::Submit, None).await?;
    Ok(after)
}
