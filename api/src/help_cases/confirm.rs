//! A person confirms a proposal: the case is open.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::Days;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::help::{Confirmed, HelpCase, StepKind, Verb, decide, first_reminder};
use xianfeng_domain::ids::{HelpCaseId, PersonId};
use xianfeng_infra::db::Tx;

use super::helper::{HelperIn, put};
use super::people::{helper, tell_own};
use super::seen::{View, to_decide};
use super::step::{kept, step, write};
use super::wire::{HelpCaseOut, case_example, case_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::Kind;

/// Why, until when, and who helps.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConfirmIn {
    /// Why, 1 to 500 characters; the member reads it.
    #[schema(example = "连续两个季度靠后，支委会研究决定结对帮教")]
    pub reason: String,
    /// Until when the member is to improve, later than today; the rule book's days from today on where
    /// absent.
    pub deadline: Option<WireDay>,
    /// Who helps.
    pub helper: Option<HelperIn>,
    /// Whether it keeps the member out of excellence while it is open; as the rule book's steps say
    /// where absent.
    pub keeps_out: Option<bool>,
    /// The meeting that decided, at most 200 characters.
    pub meeting: Option<String>,
}

impl Check for ConfirmIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
        if let Some(meeting) = &self.meeting {
            faults.text("/meeting", meeting, 0..=200);
        }
        if let Some(helper) = &self.helper {
            faults.nested("/helper", helper);
        }
    }
}

/// Confirms a proposed help case.
///
/// It is open from now on and the member is told. Nobody confirms their own: it is for another
/// reviewer of the branch, else for the township.
#[utoipa::path(
    tag = "help-cases",
    params(("id" = Uuid, Path, description = "The case")),
    request_body = ConfirmIn,
    responses((status = 200, body = HelpCaseOut, description = "The case now", example = json!(case_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "help_case.not_found", "help_case.own", "help_case.wrong_state", "help_case.own_helper",
        "member.not_found", "person.not_found", "organization.not_found"
    ]))),
)]
#[post("/help-cases/{id}/confirm")]
pub(super) async fn confirm_help_case(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<HelpCaseId>,
    body: JsonBody<ConfirmIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "help_cases.confirm", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let case = confirm(tx, &permit, &permit.reach, permit.person, id.0, &body.0, None).await?;
        Ok(Done::ok(case_out(tx, &permit, &case, View::Committee).await?).within(&case.carried))
    };
    Ok(command.run(work).await?.into())
}

/// The use case; `batch` is the label under which several are named (S2-11). What is refused is
/// refused before anything is written.
///
/// # Errors
/// What the case, the day or the helper refuses.
pub async fn confirm(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: HelpCaseId,
    new: &ConfirmIn,
    batch: Option<&str>,
) -> Result<HelpCase, Failure> {
    let mut case = to_decide(tx, reach, by, id).await?;
    case.state = decide(&case, Verb::Confirm, by)?;
    let today = act.today();
    if new.deadline.is_some_and(|day| day.0 <= today) {
        return Err(Failure::field("/deadline", FaultCode::InThePast));
    }
    let helper = match &new.helper {
        None => None,
        Some(named) => Some(helper(tx, act, &case, named).await?),
    };
    let by_book = || case.proposal.deadline_days.and_then(|days| today.checked_add_days(Days::new(days.into())));
    let deadline = new.deadline.map(|day| day.0).or_else(by_book);
    case.confirmed = Some(Confirmed {
        at: act.now,
        on: today,
        by: act.caller.account,
        batch: batch.map(str::to_owned),
        meeting: kept(new.meeting.as_ref()),
        deadline,
    });
    case.keeps_out = new.keeps_out.unwrap_or_else(|| case.proposal.speaks_of_excellence());
    case.remind_on = deadline.and_then(|deadline| first_reminder(deadline, today));
    let mut step = step(act, &case, StepKind::Confirmed);
    step.text = Some(new.reason.trim().to_owned());
    step.deadline = deadline;
    write(tx, act, &mut case, "help_cases.confirm", &step).await?;
    tell_own(tx, act, &case, Kind::HelpCaseOpened, &[]).await?;
    if let Some(person) = helper {
        put(tx, act, &mut case, person).await?;
    }
    Ok(case)
}
