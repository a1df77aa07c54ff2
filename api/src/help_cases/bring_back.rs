//! Back home from the special branch (S4-11).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::help::{HelpCase, StepKind, check_open, may_return};
use xianfeng_domain::ids::{HelpCaseId, OrganizationId, PersonId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;

use super::people::tell_own;
use super::seen::{View, to_decide};
use super::step::{step, write};
use super::transfer::move_member;
use super::wire::{HelpCaseOut, case_example, case_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::Kind;

/// From when, and why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BringBackIn {
    /// From this day on, not in the future.
    pub from: WireDay,
    /// Why, 1 to 500 characters; it stays in the case.
    #[schema(example = "满半年，考察合格")]
    pub reason: String,
    /// The transfer was an error: back at any time, without a check. The reason says so.
    #[serde(default)]
    pub was_error: bool,
    /// Another branch of the township than the one that the member comes from, which may be no more.
    pub branch_id: Option<Uuid>,
}

impl Check for BringBackIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Brings the member back from the special branch.
///
/// After half a year, when the last check since was passed; at any time if the transfer was an error.
/// The case stays open until somebody closes it.
#[utoipa::path(
    tag = "help-cases",
    params(("id" = Uuid, Path, description = "The case")),
    request_body = BringBackIn,
    responses((status = 200, body = HelpCaseOut, description = "The case now", example = json!(case_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "help_case.not_found", "help_case.own", "help_case.wrong_state", "help_case.full",
        "help_case.not_away", "help_case.too_early", "help_case.not_passed", "help_case.still_away",
        "organization.not_found", "member.not_found", "member.has_left", "member.transfer_invalid", "period.closed",
        "rulebook.not_found"
    ]))),
)]
#[post("/help-cases/{id}/return")]
pub(super) async fn return_help_case(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<HelpCaseId>,
    body: JsonBody<BringBackIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "help_cases.return", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let case = bring_back(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        Ok(Done::ok(case_out(tx, &permit, &case, View::Committee).await?).within(&case.carried))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the case, the branch or the membership refuses.
pub async fn bring_back(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: HelpCaseId,
    new: &BringBackIn,
) -> Result<HelpCase, Failure> {
    let mut case = to_decide(tx, reach, by, id).await?;
    check_open(&case, Some(by))?;
    let stay = may_return(&case, new.from.0, new.was_error)?;
    let home = new.branch_id.map_or(stay.home, OrganizationId);
    let branch = organizations::find(tx, reach, home).await?;
    let branch = branch.filter(|branch| branch.kind.is_branch()).ok_or(Code::OrganizationNotFound)?;
    // The case first: while the stay goes on, nobody moves the member out of it.
    case.stay = None;
    case.carried = branch.path.clone();
    let mut step = step(act, &case, StepKind::Returned);
    step.on = new.from.0;
    step.text = Some(new.reason.trim().to_owned());
    write(tx, act, &mut case, "help_cases.return", &step).await?;
    move_member(tx, act, reach, &case, branch.id, new.from).await?;
    let day = new.from.0.to_string();
    tell_own(tx, act, &case, Kind::HelpCaseReturned, &[("day", &day)]).await?;
    Ok(case)
}
