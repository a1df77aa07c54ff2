//! A person dismisses a proposal.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::help::{Ended, HelpCase, StepKind, Verb, decide};
use xianfeng_domain::ids::{HelpCaseId, PersonId};
use xianfeng_infra::db::Tx;

use super::seen::{View, to_decide};
use super::step::{step, write};
use super::wire::{HelpCaseOut, case_example, case_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Faults, Problem};

/// Why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HelpReasonIn {
    /// Why, 1 to 500 characters.
    #[schema(example = "因病住院，支委会研究不列入")]
    pub reason: String,
}

impl Check for HelpReasonIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Dismisses a proposed help case.
///
/// Nothing follows and the member is told nothing. The same findings are not proposed again; a later
/// period may propose anew. Nobody dismisses their own.
#[utoipa::path(
    tag = "help-cases",
    params(("id" = Uuid, Path, description = "The case")),
    request_body = HelpReasonIn,
    responses((status = 200, body = HelpCaseOut, description = "The case now", example = json!(case_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "help_case.not_found", "help_case.own", "help_case.wrong_state"
    ]))),
)]
#[post("/help-cases/{id}/dismiss")]
pub(super) async fn dismiss_help_case(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<HelpCaseId>,
    body: JsonBody<HelpReasonIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "help_cases.dismiss", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let case = dismiss(tx, &permit, &permit.reach, permit.person, id.0, &body.reason).await?;
        Ok(Done::ok(case_out(tx, &permit, &case, View::Committee).await?).within(&case.carried))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the case refuses.
pub async fn dismiss(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: HelpCaseId,
    reason: &str,
) -> Result<HelpCase, Failure> {
    let mut case = to_decide(tx, reach, by, id).await?;
    case.state = decide(&case, Verb::Dismiss, by)?;
    drop_proposal(tx, act, &mut case, reason).await?;
    Ok(case)
}

/// Writes that a proposal came to nothing.
///
/// # Errors
/// The store's fault.
pub(super) async fn drop_proposal(tx: &Tx, act: &Act, case: &mut HelpCase, reason: &str) -> Result<(), Failure> {
    case.ended = Some(Ended { at: act.now, by: act.caller.account, outcome: None });
    let mut step = step(act, case, StepKind::Dismissed);
    step.text = Some(reason.trim().to_owned());
    write(tx, act, case, "help_cases.dismiss", &step).await
}
