//! Naming who helps, one to one (S0-11, S4-11).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::help::{HelpCase, StepKind, check_open};
use xianfeng_domain::ids::{HelpCaseId, PersonId};
use xianfeng_infra::db::Tx;

use super::people::{helper, release, tell_of_helper};
use super::seen::{View, to_decide};
use super::step::{step, write};
use super::wire::{HelpCaseOut, case_example, case_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, FaultCode, Faults, Problem};

/// Who helps: a member of the township, or another person on its records. One of the two.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HelperIn {
    /// A member.
    pub member_id: Option<Uuid>,
    /// A person.
    pub person_id: Option<Uuid>,
}

impl Check for HelperIn {
    fn check(&self, faults: &mut Faults) {
        match (self.member_id, self.person_id) {
            (None, None) => faults.add("/memberId", FaultCode::Missing),
            (Some(_), Some(_)) => faults.add("/personId", FaultCode::Duplicate),
            _ => {}
        }
    }
}

/// Who helps from now on.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NameHelperIn {
    /// Who.
    pub helper: HelperIn,
}

impl Check for NameHelperIn {
    fn check(&self, faults: &mut Faults) {
        faults.nested("/helper", &self.helper);
    }
}

/// Names who helps the member.
///
/// In the place of who helped before. Helper and member are told; the helper sees what is needed to
/// help, never the evidence, and only while the case is open.
#[utoipa::path(
    tag = "help-cases",
    params(("id" = Uuid, Path, description = "The case")),
    request_body = NameHelperIn,
    responses((status = 200, body = HelpCaseOut, description = "The case now", example = json!(case_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "help_case.not_found", "help_case.own", "help_case.wrong_state", "help_case.full",
        "help_case.own_helper", "member.not_found", "person.not_found", "organization.not_found"
    ]))),
)]
#[post("/help-cases/{id}/helper")]
pub(super) async fn name_help_helper(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<HelpCaseId>,
    body: JsonBody<NameHelperIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "help_cases.helper", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let case = name_helper(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        Ok(Done::ok(case_out(tx, &permit, &case, View::Committee).await?).within(&case.carried))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the case or the helper refuses.
pub async fn name_helper(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: HelpCaseId,
    named: &NameHelperIn,
) -> Result<HelpCase, Failure> {
    let mut case = to_decide(tx, reach, by, id).await?;
    check_open(&case, Some(by))?;
    let person = helper(tx, act, &case, &named.helper).await?;
    put(tx, act, &mut case, person).await?;
    Ok(case)
}

/// Puts somebody in the place of who helped.
///
/// # Errors
/// The store's fault.
pub(super) async fn put(tx: &Tx, act: &Act, case: &mut HelpCase, helper: PersonId) -> Result<(), Failure> {
    let before = case.helper.replace(helper);
    let mut step = step(act, case, StepKind::Helper);
    step.person = Some(helper);
    write(tx, act, case, "help_cases.helper", &step).await?;
    if before != Some(helper) {
        release(tx, act, before).await?;
        tell_of_helper(tx, act, case, helper).await?;
    }
    Ok(())
}
