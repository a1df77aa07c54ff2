//! Deciding on a request for a correction.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{CorrectionId, PersonId};
use xianfeng_domain::privacy::{Correction, CorrectionRefusal, CorrectionState, decide as rule};
use xianfeng_domain::roster::of_age;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::members;
use xianfeng_infra::privacy::{Vault, corrections as rows};

use super::correction_wire::{CorrectionOut, Wish, correction_example, corrections_out, wish};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::inbox::{self, Kind};

/// The decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = CorrectionDecisionIn)]
pub struct DecisionIn {
    /// Whether it is corrected as wished.
    pub accept: bool,
    /// What the person is told, at most 200 characters; a refusal says why.
    #[schema(example = "已按档案更正")]
    pub answer: Option<String>,
}

impl Check for DecisionIn {
    fn check(&self, faults: &mut Faults) {
        if let Some(answer) = &self.answer {
            faults.text("/answer", answer, 0..=200);
        }
        if !self.accept && self.answer.as_ref().is_none_or(|answer| answer.trim().is_empty()) {
            faults.add("/answer", FaultCode::Missing);
        }
    }
}

/// Decides on a request for a correction.
///
/// Accepted, the roster is corrected in the same step, with the line in the audit log that every edit has;
/// a phone only by who may do all that its owner may. Something else that was asked in words is mended
/// where it stands before it is accepted. Nobody decides on their own. The person is told.
#[utoipa::path(
    tag = "privacy",
    params(("id" = Uuid, Path, description = "The request")),
    request_body = DecisionIn,
    responses((status = 200, body = CorrectionOut, description = "The request now",
        example = json!(correction_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "privacy.correction_not_found", "privacy.correction_decided", "privacy.own_correction"
    ]))),
)]
#[post("/privacy/corrections/{id}/decision")]
pub(super) async fn decide_on_correction(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<CorrectionId>,
    body: JsonBody<DecisionIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "privacy.decide_correction", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let request = decide(tx, &app.vault, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        let path = request.path.clone();
        let out = corrections_out(tx, vec![request]).await?.pop();
        Ok(Done::ok(out.ok_or_else(|| StoreError::corrupt("a request of nobody"))?).within(&path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the rule refuses; what the roster refuses.
pub async fn decide(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: CorrectionId,
    decision: &DecisionIn,
) -> Result<Correction, Failure> {
    let request = rows::find(tx, vault, reach, id).await?.ok_or(Code::PrivacyCorrectionNotFound)?;
    let answer = decision.answer.as_deref().map(str::trim).filter(|answer| !answer.is_empty());
    rule(&request, by, decision.accept, answer).map_err(refused)?;
    let state = if decision.accept { CorrectionState::Accepted } else { CorrectionState::Refused };
    if !rows::decide(tx, id, state, answer, act.caller.account, act.now).await? {
        return Err(Code::PrivacyCorrectionDecided.into());
    }
    if decision.accept {
        apply(tx, vault, act, &request).await?;
    }
    let kind = if decision.accept { Kind::CorrectionAccepted } else { Kind::CorrectionRefused };
    let subject = Some(("correction", id.0));
    let params = [("field", request.field.name()), ("answer", answer.unwrap_or_default())];
    let params = if decision.accept { &params[..1] } else { &params[..] };
    inbox::tell(tx, request.person, kind, subject, params, act.now).await?;
    act.audit(tx, "privacy.decide_correction", ("correction", id.0), &request.path).await?;
    Ok(Correction {
        state,
        decided_by: Some(act.caller.account),
        decided_at: Some(act.now),
        answer: answer.map(str::to_owned),
        ..request
    })
}

/// Corrects the roster as wished, through the use case of every edit.
async fn apply(tx: &Tx, vault: &Vault, act: &Act, request: &Correction) -> Result<(), Failure> {
    let before = members::person(tx, vault, request.person).await?.ok_or(Code::PersonNotFound)?;
    let member = members::of_person(tx, request.person, act.today()).await?;
    let unreadable = || Failure::field("/accept", FaultCode::Invalid);
    let (after, joined_on) = match wish(&before, request.field, &request.wished).ok_or_else(unreadable)? {
        Wish::Words => return Ok(()),
        Wish::Person(after) => (*after, None),
        Wish::Joined(day) => (before.clone(), Some(day)),
    };
    let joined = match (&member, joined_on) {
        (None, Some(_)) => return Err(unreadable()),
        (None, None) => None,
        (Some(member), day) => Some((member, day.unwrap_or(member.joined_on), member.probationary)),
    };
    // As when the roster is edited: nobody joined as a child.
    if let Some((birth, (_, joined, _))) = after.birth.zip(joined)
        && !of_age(birth, joined)
    {
        return Err(unreadable());
    }
    crate::members::correct(tx, vault, act, &request.path, (&before, &after), joined).await
}

fn refused(refusal: CorrectionRefusal) -> Failure {
    match refusal {
        CorrectionRefusal::Own => Code::PrivacyOwnCorrection.into(),
        CorrectionRefusal::Decided => Code::PrivacyCorrectionDecided.into(),
        CorrectionRefusal::ReasonMissing => Failure::field("/answer", FaultCode::Missing),
    }
}
