//! The note that hands a case over to the discipline commission (S0-12): a number and a date.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::help::{DisciplineNote, HelpCase, Refusal, State};
use xianfeng_domain::ids::{HelpCaseId, PersonId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{help as rows, organizations};

use super::seen::{View, to_decide};
use super::step::check_past;
use super::wire::{HelpCaseOut, case_example, case_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireDay;

/// The note. No field for case material, on purpose.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DisciplineNoteIn {
    /// Its number, 1 to 60 characters.
    #[schema(example = "乡纪移〔2024〕3号")]
    pub number: String,
    /// Its date, not in the future.
    pub date: WireDay,
}

impl Check for DisciplineNoteIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/number", &self.number, 1..=60);
    }
}

/// Records the hand-over to the discipline commission.
///
/// A number and a date, once; no case material is kept here. Shown to the township's administrators
/// only, and told to nobody: the commission speaks for itself.
#[utoipa::path(
    tag = "help-cases",
    params(("id" = Uuid, Path, description = "The case")),
    request_body = DisciplineNoteIn,
    responses((status = 200, body = HelpCaseOut, description = "The case now", example = json!(case_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "help_case.not_found", "help_case.own", "help_case.wrong_state", "help_case.noted"
    ]))),
)]
#[post("/help-cases/{id}/discipline-note")]
pub(super) async fn hand_over_help_case(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<HelpCaseId>,
    body: JsonBody<DisciplineNoteIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "help_cases.discipline_note", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let case = hand_over(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        Ok(Done::ok(case_out(tx, &permit, &case, View::Committee).await?).within(&case.carried))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: on an undecided, open or closed case, since a veto may be handed over before the
/// branch has sat.
///
/// # Errors
/// What the case or the day refuses.
pub async fn hand_over(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: HelpCaseId,
    note: &DisciplineNoteIn,
) -> Result<HelpCase, Failure> {
    let mut case = to_decide(tx, reach, by, id).await?;
    if case.state == State::Dismissed {
        return Err(Refusal::WrongState(case.state).into());
    }
    check_past(act, &case, note.date.0, "/date")?;
    if case.note.is_some() {
        return Err(Code::HelpCaseNoted.into());
    }
    case.note = Some(DisciplineNote { number: note.number.trim().to_owned(), date: note.date.0 });
    rows::save(tx, &case).await?;
    case.version += 1;
    // Under the township, whose the note is: the log of the branch does not tell of it.
    let place = organizations::township(tx, &case.carried).await?;
    let place = place.map_or_else(|| case.carried.clone(), |township| township.path);
    act.audit(tx, "help_cases.discipline_note", ("help_case", id.0), &place).await?;
    Ok(case)
}
