//! The member's own answer (S1-7).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::help::{HelpCase, StepKind, check_open};
use xianfeng_domain::ids::{HelpCaseId, PersonId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::help as rows;

use super::people::secretaries;
use super::seen::View;
use super::step::{step, write};
use super::wire::{HelpCaseOut, case_example, case_out};
use crate::app::App;
use crate::auth::{Act, AsMember};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::inbox::{Kind, tell};

/// An answer.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = HelpCaseAnswerIn)]
pub struct AnswerIn {
    /// The member's own words, 1 to 1,000 characters.
    #[schema(example = "上季度外出务工，今后每月回村参加活动")]
    pub text: String,
}

impl Check for AnswerIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/text", &self.text, 1..=1000);
    }
}

/// Answers one's own help case.
///
/// As often as the member likes while the case is open; each answer stays on record and never changes.
/// The secretary is told.
#[utoipa::path(
    tag = "me",
    params(("id" = Uuid, Path, description = "The case")),
    request_body = AnswerIn,
    responses((status = 201, body = HelpCaseOut, description = "The case now", example = json!(case_example()))),
    extensions(("x-error-codes" = json!([
        "auth.not_bound", "auth.forbidden", "help_case.not_found", "help_case.wrong_state", "help_case.full"
    ]))),
)]
#[post("/me/help-cases/{id}/answer")]
pub(super) async fn answer_help_case(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    id: PathId<HelpCaseId>,
    body: JsonBody<AnswerIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &member, "help_cases.answer", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let case = answer(tx, &member, member.member.person, id.0, &body.text).await?;
        Ok(Done::created(case_out(tx, &member, &case, View::Member).await?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the case refuses.
pub async fn answer(tx: &Tx, act: &Act, own: PersonId, id: HelpCaseId, text: &str) -> Result<HelpCase, Failure> {
    let mut case = rows::find_own(tx, own, id).await?.ok_or(Code::HelpCaseNotFound)?;
    check_open(&case, None)?;
    let mut step = step(act, &case, StepKind::Answer);
    step.text = Some(text.trim().to_owned());
    step.person = Some(own);
    write(tx, act, &mut case, "help_cases.answer", &step).await?;
    for secretary in secretaries(tx, &case).await? {
        let subject = Some(("help_case", id.0));
        tell(tx, secretary, Kind::HelpCaseAnswered, subject, &[], act.now).await?;
    }
    Ok(case)
}
