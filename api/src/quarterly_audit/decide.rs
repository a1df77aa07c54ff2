//! Deciding on lines.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AuditId, PersonId};
use xianfeng_domain::quarterly_audit::{self, Decided, Decision, Line, QuarterlyAudit};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{members, quarterly_audit as rows, rulebooks};

use super::refresh::open_for_change;
use super::wire::{AuditOut, audit_example, audit_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WirePoints;

/// What is decided on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecisionCode {
    /// Deduct; withhold the base points or cancel the entry for a line that would.
    Deduct,
    /// Excused: nothing is held against the member.
    Excuse,
    /// Noted, without points.
    Note,
}

/// Decisions on lines of one audit.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecisionsIn {
    /// The decisions, 1 to 100, each on another line.
    pub decisions: Vec<DecisionIn>,
}

/// A decision on one line.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AuditDecisionIn)]
pub struct DecisionIn {
    /// The line.
    pub line_id: Uuid,
    /// What.
    pub decision: DecisionCode,
    /// Deduction: other points than proposed, without a sign, inside the item's range.
    pub points: Option<WirePoints>,
    /// Why, 1 to 500 characters; the member reads it.
    #[schema(example = "经提醒仍未交纳")]
    pub reason: String,
}

impl Check for DecisionsIn {
    fn check(&self, faults: &mut Faults) {
        faults.count("/decisions", self.decisions.len(), 1..=100);
        let mut seen = std::collections::HashSet::new();
        for (index, decision) in self.decisions.iter().enumerate() {
            faults.text(&format!("/decisions/{index}/reason"), &decision.reason, 1..=500);
            if !seen.insert(decision.line_id) {
                faults.add(format!("/decisions/{index}/lineId"), FaultCode::Duplicate);
            }
        }
    }
}

/// Decides on lines of an audit: all of them, or none if one is refused.
///
/// For the branch's committee and the township. Nobody decides on a line about themselves. Until
/// the signature a decision can be made anew.
#[utoipa::path(
    tag = "audits",
    params(("id" = Uuid, Path, description = "The audit")),
    request_body = DecisionsIn,
    responses((status = 200, body = AuditOut, description = "The audit now", example = json!(audit_example()))),
    extensions(("x-error-codes" = json!([
        "audit.not_found", "audit.signed", "audit.line_not_found", "audit.own_line", "audit.no_item",
        "audit.points_out_of_range", "audit.points_unneeded", "auth.forbidden"
    ]))),
)]
#[post("/audits/{id}/decisions")]
pub(super) async fn decide_audit_lines(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<AuditId>,
    body: JsonBody<DecisionsIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "audits.decide", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let audit = decide(tx, &permit, &permit.reach, permit.person, id.0, &body.decisions).await?;
        Ok(Done::ok(audit_out(tx, &audit).await?).within(&audit.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What a line refuses, with its id; no line is decided then.
pub async fn decide(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: AuditId,
    decisions: &[DecisionIn],
) -> Result<QuarterlyAudit, Failure> {
    let audit = open_for_change(tx, reach, id).await?;
    let lines = rows::all_lines(tx, id).await?;
    let lines: HashMap<Uuid, &Line> = lines.iter().map(|line| (line.id, line)).collect();
    let subjects = members::by_ids(tx, lines.values().map(|line| line.member), act.today()).await?;
    for decision in decisions {
        let line = *lines.get(&decision.line_id).ok_or(Code::AuditLineNotFound)?;
        let subject = subjects.get(&line.member).ok_or(Code::MemberNotFound)?.person;
        let book = match line.rule_book {
            Some(book) => rulebooks::find(tx, book).await?,
            None => None,
        };
        let item = book.as_ref().zip(line.item.as_deref()).and_then(|(book, item)| book.item(item));
        let verdict = match decision.decision {
            DecisionCode::Deduct => Decision::Deduct,
            DecisionCode::Excuse => Decision::Excuse,
            DecisionCode::Note => Decision::Note,
        };
        let asked = decision.points.map(|points| points.0);
        let points =
            quarterly_audit::decide(line, item, subject, by, verdict, asked).map_err(|refusal| match Failure::from(
                refusal,
            ) {
                Failure::Refused(problem) => Failure::Refused(problem.member("lineId", line.id)),
                failure @ Failure::Store(_) => failure,
            })?;
        let decided = Decided {
            decision: verdict,
            points,
            reason: decision.reason.trim().to_owned(),
            by: act.caller.account,
            person: by,
        };
        rows::decide(tx, line.id, &decided, act.now).await?;
        act.audit(tx, "audits.decide", ("audit_line", line.id), &audit.path).await?;
    }
    Ok(audit)
}
