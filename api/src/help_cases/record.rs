//! Steps on record: letter, talk, note, check, and an answer written down for the member.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Right;
use xianfeng_domain::help::{self, HelpCase, StepKind, check_open};
use xianfeng_domain::ids::HelpCaseId;
use xianfeng_infra::db::Tx;

use super::people::tell_own;
use super::seen::{View, seen};
use super::step::{check_past, kept, step, write};
use super::wire::{HelpCaseOut, case_example, case_out};
use crate::app::App;
use crate::auth::Bound;
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::Kind;

/// What is put on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Recorded {
    /// A rectification letter (整改函).
    Letter,
    /// A talk.
    Talk,
    /// What the member answered, written down for them: both names stand on it.
    Answer,
    /// How it goes on; the helper may write one.
    Note,
    /// Whether the member has improved.
    Check,
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckFound {
    /// The member has improved.
    Passed,
    /// Not yet.
    NotYet,
}

/// A step.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordIn {
    /// What.
    pub kind: Recorded,
    /// The day on which it was done, today where absent; not in the future.
    pub on: Option<WireDay>,
    /// The words: of a letter 1 to 2,000 characters, else 1 to 1,000. Of a check the reason.
    #[schema(example = "分析原因，商定下季度多参加志愿服务")]
    pub text: String,
    /// Who talked with the member, 1 to 100 characters; needed for a talk and for nothing else (S0-11:
    /// the township's organisation commissioner).
    #[schema(example = "乡镇组织委员王秀英")]
    pub with: Option<String>,
    /// What a check found; needed for a check and for nothing else.
    pub result: Option<CheckFound>,
}

impl Check for RecordIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/text", &self.text, 1..=if self.kind == Recorded::Letter { 2000 } else { 1000 });
        match (&self.with, self.kind == Recorded::Talk) {
            (None, true) => faults.add("/with", FaultCode::Missing),
            (Some(_), false) => faults.add("/with", FaultCode::Invalid),
            (Some(with), true) => faults.text("/with", with, 1..=100),
            (None, false) => {}
        }
        match (self.result, self.kind == Recorded::Check) {
            (None, true) => faults.add("/result", FaultCode::Missing),
            (Some(_), false) => faults.add("/result", FaultCode::Invalid),
            _ => {}
        }
    }
}

/// Puts a step of a help case on record.
///
/// A letter, a talk, a note, a check, or the answer that the member gave by word of mouth. For the
/// committee of the branch that carries the case and the township; the helper writes notes. Never by
/// the member. The member is told of each.
#[utoipa::path(
    tag = "help-cases",
    params(("id" = Uuid, Path, description = "The case")),
    request_body = RecordIn,
    responses((status = 201, body = HelpCaseOut, description = "The case now", example = json!(case_example()))),
    extensions(("x-error-codes" = json!([
        "auth.not_bound", "auth.forbidden", "help_case.not_found", "help_case.own", "help_case.wrong_state",
        "help_case.full"
    ]))),
)]
#[post("/help-cases/{id}/steps")]
pub(super) async fn record_help_step(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<HelpCaseId>,
    body: JsonBody<RecordIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "help_cases.record", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (case, view) = record(tx, &bound, id.0, &body.0).await?;
        let done = Done::created(case_out(tx, &bound, &case, view).await?);
        // A helper may belong anywhere in the township.
        Ok(if view == View::Committee { done.within(&case.carried) } else { done })
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the case or the day refuses, and steps that are not the caller's to record.
pub async fn record(tx: &Tx, bound: &Bound, id: HelpCaseId, new: &RecordIn) -> Result<(HelpCase, View), Failure> {
    let reach = bound.caller.reach(Right::Review);
    let (mut case, view) = match seen(tx, bound, id).await {
        // Who reviews nowhere is told that, whether there is such a case or not.
        Err(Failure::Refused(_)) if reach.is_empty() => return Err(Code::AuthForbidden.into()),
        seen => seen?,
    };
    check_open(&case, Some(bound.person))?;
    if !(reach.covers(&case.carried) || view == View::Helper && new.kind == Recorded::Note) {
        return Err(Code::AuthForbidden.into());
    }
    let on = new.on.map_or_else(|| bound.today(), |day| day.0);
    check_past(bound, &case, on, "/on")?;
    let (kind, told) = match new.kind {
        Recorded::Letter => (StepKind::Letter, Kind::HelpCaseLetter),
        Recorded::Talk => (StepKind::Talk, Kind::HelpCaseTalk),
        Recorded::Answer => (StepKind::Answer, Kind::HelpCaseAnswerRecorded),
        Recorded::Note => (StepKind::Note, Kind::HelpCaseNote),
        Recorded::Check if new.result == Some(CheckFound::Passed) => (StepKind::Check, Kind::HelpCasePassed),
        Recorded::Check => (StepKind::Check, Kind::HelpCaseNotYet),
    };
    let mut step = step(bound, &case, kind);
    step.on = on;
    step.text = Some(new.text.trim().to_owned());
    step.with = kept(new.with.as_ref());
    step.person = (kind == StepKind::Answer).then_some(case.proposal.person);
    step.result = new.result.map(|result| match result {
        CheckFound::Passed => help::CheckResult::Passed,
        CheckFound::NotYet => help::CheckResult::NotYet,
    });
    case.last_check = step.result.or(case.last_check);
    write(tx, bound, &mut case, "help_cases.record", &step).await?;
    let day = on.to_string();
    let params: &[(&str, &str)] = if kind == StepKind::Talk { &[("day", &day)] } else { &[] };
    tell_own(tx, bound, &case, told, params).await?;
    Ok((case, view))
}
