//! The end of a case.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::help::{Ended, HelpCase, Outcome, StepKind, Verb, decide};
use xianfeng_domain::ids::{HelpCaseId, PersonId};
use xianfeng_infra::db::Tx;

use super::people::{release, tell_own};
use super::seen::{View, to_decide};
use super::step::{step, write};
use super::wire::{HelpCaseOut, case_example, case_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Faults, Problem};
use crate::inbox::Kind;

/// How a case may be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// The member turned round.
    TurnedRound,
    /// It ended otherwise.
    EndedOtherwise,
}

/// How, and why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = HelpCaseCloseIn)]
pub struct CloseIn {
    /// How.
    pub outcome: Closing,
    /// Why, 1 to 500 characters; the member reads it.
    #[schema(example = "考察合格，支委会研究同意结束帮教")]
    pub reason: String,
}

impl Check for CloseIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Closes a help case.
///
/// The member is told, and who helped does so no more. Who is in the special branch is brought back
/// first, or handed on.
#[utoipa::path(
    tag = "help-cases",
    params(("id" = Uuid, Path, description = "The case")),
    request_body = CloseIn,
    responses((status = 200, body = HelpCaseOut, description = "The case now", example = json!(case_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "help_case.not_found", "help_case.own", "help_case.wrong_state", "help_case.still_away"
    ]))),
)]
#[post("/help-cases/{id}/close")]
pub(super) async fn close_help_case(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<HelpCaseId>,
    body: JsonBody<CloseIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "help_cases.close", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let outcome = match body.outcome {
            Closing::TurnedRound => Outcome::TurnedRound,
            Closing::EndedOtherwise => Outcome::EndedOtherwise,
        };
        let case = close(tx, &permit, &permit.reach, permit.person, id.0, (outcome, &body.reason)).await?;
        Ok(Done::ok(case_out(tx, &permit, &case, View::Committee).await?).within(&case.carried))
    };
    Ok(command.run(work).await?.into())
}

/// The use case; `how` is the outcome and why.
///
/// # Errors
/// What the case refuses.
pub async fn close(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: HelpCaseId,
    how: (Outcome, &str),
) -> Result<HelpCase, Failure> {
    let mut case = to_decide(tx, reach, by, id).await?;
    case.state = decide(&case, Verb::Close(how.0), by)?;
    end(tx, act, &mut case, how.0, how.1).await?;
    let kind = match how.0 {
        Outcome::TurnedRound => Kind::HelpCaseTurnedRound,
        Outcome::HandedOn => Kind::HelpCaseHandedOn,
        Outcome::EndedOtherwise | Outcome::Left => Kind::HelpCaseEnded,
    };
    tell_own(tx, act, &case, kind, &[]).await?;
    Ok(case)
}

/// Writes that a case is over; who helped is told.
///
/// # Errors
/// The store's fault.
pub(super) async fn end(
    tx: &Tx,
    act: &Act,
    case: &mut HelpCase,
    outcome: Outcome,
    reason: &str,
) -> Result<(), Failure> {
    case.ended = Some(Ended { at: act.now, by: act.caller.account, outcome: Some(outcome) });
    case.remind_on = None;
    let mut step = step(act, case, StepKind::Closed);
    step.text = Some(reason.trim().to_owned());
    write(tx, act, case, "help_cases.close", &step).await?;
    release(tx, act, case.helper).await
}
