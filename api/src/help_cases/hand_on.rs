//! Handed on, towards removal (S4-11).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::help::{HelpCase, Outcome};
use xianfeng_domain::ids::{HelpCaseId, PersonId};
use xianfeng_infra::db::Tx;

use super::close::close;
use super::dismiss::HelpReasonIn;
use super::seen::View;
use super::wire::{HelpCaseOut, case_example, case_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::Problem;

/// Hands a help case on.
///
/// The township's decision: the help has not been enough, and what follows, up to removal, is decided
/// outside of this service. The case is closed, wherever the member is; the member is told.
#[utoipa::path(
    tag = "help-cases",
    params(("id" = Uuid, Path, description = "The case")),
    request_body = HelpReasonIn,
    responses((status = 200, body = HelpCaseOut, description = "The case now", example = json!(case_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "help_case.not_found", "help_case.own", "help_case.wrong_state"
    ]))),
)]
#[post("/help-cases/{id}/hand-on")]
pub(super) async fn hand_on_help_case(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<HelpCaseId>,
    body: JsonBody<HelpReasonIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "help_cases.hand_on", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let case = hand_on(tx, &permit, &permit.reach, permit.person, id.0, &body.reason).await?;
        Ok(Done::ok(case_out(tx, &permit, &case, View::Committee).await?).within(&case.carried))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the case refuses.
pub async fn hand_on(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: HelpCaseId,
    reason: &str,
) -> Result<HelpCase, Failure> {
    close(tx, act, reach, by, id, (Outcome::HandedOn, reason)).await
}
