//! What the platform's question answered, as the mini-program reports it.
//!
//! A report is a hint: the platform's events say the same and cannot be made up. Each accept counts once, whoever
//! tells of it first; a report counts at most one a template every few seconds. As with reading the inbox, there is no
//! line in the audit log: it is nobody's official act, and the consent keeps when it was given.

use std::collections::BTreeMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_infra::db::Tx;
use xianfeng_infra::messages::{self as rows, Signal};

use super::events::{agree, is_accept};
use super::subscriptions::{SubscriptionsOut, subscriptions_example, subscriptions_out};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, FaultCode, Faults, Problem};

/// What the platform's question answered.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReportIn {
    /// By template key or template id: `accept`, `reject`, `ban` or `filter`, or whatever else the platform says.
    pub results: BTreeMap<String, String>,
}

impl Check for ReportIn {
    fn check(&self, faults: &mut Faults) {
        faults.count("/results", self.results.len(), 1..=10);
        for (key, result) in &self.results {
            faults.text(&format!("/results/{key}"), result, 1..=40);
        }
    }
}

/// Reports what the platform's question answered.
///
/// The platform tells of it too; an accept counts once. A refusal is respected for 30 days.
#[utoipa::path(
    tag = "inbox",
    request_body = ReportIn,
    responses((status = 200, body = SubscriptionsOut, description = "What is left now",
        example = json!(subscriptions_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound"]))),
)]
#[post("/me/subscriptions")]
pub(super) async fn report_subscriptions(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    body: JsonBody<ReportIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "subscriptions.report", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        report(tx, &app, &bound, &body).await?;
        Ok(Done::ok(subscriptions_out(tx, &app, &bound).await?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: counts what was accepted, notes what was refused.
///
/// # Errors
/// A template that is not configured.
pub async fn report(tx: &Tx, app: &App, act: &Act, report: &ReportIn) -> Result<(), Failure> {
    let account = act.caller.account;
    for (key, result) in &report.results {
        let Some(template) = app.settings.templates.find(key) else {
            return Err(Failure::field(format!("/results/{key}"), FaultCode::Unknown));
        };
        let template = &template.template_id;
        if is_accept(result) {
            rows::accept(tx, account, template, Signal::Report, act.now).await?;
            agree(tx, account, act.now).await?;
        } else if result == "reject" {
            rows::refuse(tx, account, template, false, act.now).await?;
        }
    }
    Ok(())
}
