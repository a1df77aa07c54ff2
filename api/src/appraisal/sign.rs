//! The signature freezes the results (invariant 12): before it they are a count, after it they stand.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::appraisal::{Appraisal, Signature, State, outcome};
use xianfeng_domain::ids::AppraisalId;
use xianfeng_infra::appraisal as rows;
use xianfeng_infra::db::Tx;

use super::wire::{AppraisalOut, appraisal_example, appraisal_out, wrong_state};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::inbox::{self, tell_member};

/// The signature of a round or a list.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AppraisalSignIn)]
pub struct SignIn {
    /// The meeting that decided, 1 to 200 characters.
    #[schema(example = "2024年12月21日支部党员大会")]
    pub meeting: String,
    /// Why it is decided so, 1 to 500 characters.
    #[schema(example = "评议程序完整，结果经大会通过")]
    pub reason: String,
}

impl Check for SignIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/meeting", &self.meeting, 1..=200);
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Signs a closed appraisal.
///
/// Every result is frozen and told to its member; published, grades alone, if the appraisal says so.
/// Nothing about a result is left to who signs: it is counted. A result with a voice below its
/// minimum has no grade.
#[utoipa::path(
    tag = "appraisals",
    params(("id" = Uuid, Path, description = "The appraisal")),
    request_body = SignIn,
    responses((status = 200, body = AppraisalOut, description = "The appraisal, signed",
        example = json!(appraisal_example()))),
    extensions(("x-error-codes" = json!(["appraisal.not_found", "appraisal.wrong_state", "auth.forbidden"]))),
)]
#[post("/appraisals/{id}/sign")]
pub(super) async fn sign_appraisal(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<AppraisalId>,
    body: JsonBody<SignIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "appraisals.sign", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let round = sign(tx, &permit, &permit.reach, id.0, &body.0).await?;
        Ok(Done::ok(appraisal_out(tx, &round).await?).within(&round.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `appraisal.not_found`, `appraisal.wrong_state`.
pub async fn sign(tx: &Tx, act: &Act, reach: &Reach, id: AppraisalId, new: &SignIn) -> Result<Appraisal, Failure> {
    let round = rows::find(tx, reach, id).await?.ok_or(Code::AppraisalNotFound)?;
    let signature = Signature {
        by: act.caller.account,
        at: act.now,
        meeting: new.meeting.trim().to_owned(),
        reason: new.reason.trim().to_owned(),
    };
    // The turn first: of two who sign, the second finds it signed.
    if !rows::sign(tx, id, &signature).await? {
        return Err(wrong_state(&round));
    }
    let ballots = rows::ballots(tx, id).await?;
    let year = round.year.to_string();
    for participant in rows::participants(tx, id).await? {
        let given = ballots.get(&participant.member).copied().unwrap_or_default();
        let outcome = outcome(round.weights, round.minimum, &given);
        rows::freeze(tx, id, participant.member, &outcome).await?;
        let score = outcome.score.to_string();
        let (of_year, of_score) = (("year", year.as_str()), ("score", score.as_str()));
        let (kind, params) = match outcome.grade {
            Some(_) => (inbox::Kind::AppraisalSigned, vec![of_year, of_score]),
            None => (inbox::Kind::AppraisalProvisional, vec![of_year]),
        };
        tell_member(tx, participant.member, kind, Some(("appraisal", id.0)), &params, act.now).await?;
    }
    act.audit(tx, "appraisals.sign", ("appraisal", id.0), &round.path).await?;
    Ok(Appraisal { state: State::Signed, signature: Some(signature), ..round })
}
