//! Another deadline.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::help::{HelpCase, StepKind, check_open, first_reminder};
use xianfeng_domain::ids::{HelpCaseId, PersonId};
use xianfeng_infra::db::Tx;

use super::people::tell_own;
use super::seen::{View, to_decide};
use super::step::{step, write};
use super::wire::{HelpCaseOut, case_example, case_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::Kind;

/// Until when, and why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExtendIn {
    /// The new deadline, later than today and than the one before.
    pub deadline: WireDay,
    /// Why, 1 to 500 characters; the member reads it.
    #[schema(example = "已有进步，再给一个季度")]
    pub reason: String,
}

impl Check for ExtendIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Gives a help case more time.
///
/// The new deadline is later than the one before. The member is told, and helper and secretary are
/// reminded of it anew.
#[utoipa::path(
    tag = "help-cases",
    params(("id" = Uuid, Path, description = "The case")),
    request_body = ExtendIn,
    responses((status = 200, body = HelpCaseOut, description = "The case now", example = json!(case_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "help_case.not_found", "help_case.own", "help_case.wrong_state", "help_case.full"
    ]))),
)]
#[post("/help-cases/{id}/extend")]
pub(super) async fn extend_help_case(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<HelpCaseId>,
    body: JsonBody<ExtendIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "help_cases.extend", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let case = extend(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        Ok(Done::ok(case_out(tx, &permit, &case, View::Committee).await?).within(&case.carried))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the case or the day refuses.
pub async fn extend(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: HelpCaseId,
    new: &ExtendIn,
) -> Result<HelpCase, Failure> {
    let mut case = to_decide(tx, reach, by, id).await?;
    check_open(&case, Some(by))?;
    let (deadline, today) = (new.deadline.0, act.today());
    if deadline <= today {
        return Err(Failure::field("/deadline", FaultCode::InThePast));
    }
    if let Some(confirmed) = &mut case.confirmed {
        if confirmed.deadline.is_some_and(|before| deadline <= before) {
            return Err(Failure::field("/deadline", FaultCode::OutOfRange));
        }
        confirmed.deadline = Some(deadline);
    }
    case.remind_on = first_reminder(deadline, today);
    let mut step = step(act, &case, StepKind::Extended);
    step.text = Some(new.reason.trim().to_owned());
    step.deadline = Some(deadline);
    write(tx, act, &mut case, "help_cases.extend", &step).await?;
    tell_own(tx, act, &case, Kind::HelpCaseExtended, &[("deadline", &deadline.to_string())]).await?;
    Ok(case)
}
