//! Several confirmed at once, under one label (S2-11).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::HelpCaseId;
use xianfeng_infra::db::Tx;

use super::confirm::{ConfirmIn, confirm};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;

/// Which proposals, under which label.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BatchIn {
    /// The label, 1 to 60 characters.
    #[schema(example = "2024年第一批")]
    pub label: String,
    /// The meeting that decided, 1 to 200 characters.
    #[schema(example = "2024年7月乡党委会")]
    pub meeting: String,
    /// The proposals, 1 to 100.
    pub case_ids: Vec<Uuid>,
    /// Until when they are to improve; by the rule book where absent.
    pub deadline: Option<WireDay>,
}

impl Check for BatchIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/label", &self.label, 1..=60);
        faults.text("/meeting", &self.meeting, 1..=200);
        faults.count("/caseIds", self.case_ids.len(), 1..=100);
        let mut seen = std::collections::HashSet::new();
        for (index, id) in self.case_ids.iter().enumerate() {
            if !seen.insert(id) {
                faults.add(format!("/caseIds/{index}"), FaultCode::Duplicate);
            }
        }
    }
}

/// What came of each.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchOut {
    /// The label.
    pub label: String,
    /// One result a case, in the order of ids.
    pub results: Vec<BatchResultOut>,
}

/// What came of one.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchResultOut {
    /// The case.
    pub id: Uuid,
    /// Its state now; absent where it was refused.
    pub state: Option<&'static str>,
    /// Why it was refused.
    pub code: Option<&'static str>,
    /// What to do next.
    pub detail: Option<String>,
}

/// Confirms several proposed help cases as a batch.
///
/// One transaction and one result a case: one that is refused (decided meanwhile, one's own) does not
/// stop the others. The outcomes of a batch are counted together.
#[utoipa::path(
    tag = "help-cases",
    request_body = BatchIn,
    responses((status = 200, body = BatchOut, description = "One result a case",
        example = json!({ "label": "2024年第一批", "results": [
            { "id": "018e0f6a-0000-7000-8000-000000000041", "state": "open", "code": null, "detail": null },
            { "id": "018e0f6a-0000-7000-8000-000000000043", "state": null, "code": "help_case.own",
                "detail": "不能办理涉及自己的帮教，请由支部其他委员或乡镇办理。" }
        ] }))),
    extensions(("x-error-codes" = json!(["auth.forbidden"]))),
)]
#[post("/help-cases/batches")]
pub(super) async fn confirm_help_cases(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    body: JsonBody<BatchIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "help_cases.batch", &key, "", &body.0)?;
    let work = async |tx: &Tx| Ok(Done::ok(confirm_batch(tx, &permit, &body.0).await?).within_reach(&permit.reach));
    Ok(command.run(work).await?.into())
}

/// The use case. Cases are taken in the order of ids, so that two batches never wait for each other.
///
/// # Errors
/// The store's fault, or a deadline that no case can have.
pub async fn confirm_batch(tx: &Tx, permit: &Permit<rights::Review>, batch: &BatchIn) -> Result<BatchOut, Failure> {
    if batch.deadline.is_some_and(|day| day.0 <= permit.today()) {
        return Err(Failure::field("/deadline", FaultCode::InThePast));
    }
    let label = batch.label.trim();
    let new = ConfirmIn {
        reason: label.to_owned(),
        deadline: batch.deadline,
        helper: None,
        keeps_out: None,
        meeting: Some(batch.meeting.clone()),
    };
    let language = permit.meta.map(|meta| meta.language).unwrap_or_default();
    let mut ids = batch.case_ids.clone();
    ids.sort_unstable();
    let mut results = Vec::with_capacity(ids.len());
    for id in ids {
        let confirmed = confirm(tx, permit, &permit.reach, permit.person, HelpCaseId(id), &new, Some(label)).await;
        results.push(match confirmed {
            Ok(case) => BatchResultOut { id, state: Some(case.state.code()), code: None, detail: None },
            Err(Failure::Refused(problem)) => {
                let (code, detail) = (problem.code().as_str(), problem.sentence(language));
                BatchResultOut { id, state: None, code: Some(code), detail: Some(detail) }
            }
            Err(failure) => return Err(failure),
        });
    }
    Ok(BatchOut { label: label.to_owned(), results })
}
