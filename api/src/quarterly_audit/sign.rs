//! The secretary signs: what was decided goes into the ledger.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AuditId, EntryId, MemberId};
use xianfeng_domain::ledger::{Source, SourceKind};
use xianfeng_domain::members::Member;
use xianfeng_domain::quarterly_audit::{self, Decided, Decision, Line, LineKind, QuarterlyAudit, Signature};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{ledger, members, quarterly_audit as rows};

use super::sources;
use super::wire::{AuditOut, audit_example, audit_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::inbox::{Kind, tell_member};
use crate::ledger::{Deed, record, reverse_decided};

/// The signature.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignatureIn {
    /// The committee's meeting that decided, 1 to 200 characters.
    #[schema(example = "2024年4月2日支委会")]
    pub meeting: String,
}

impl Check for SignatureIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/meeting", &self.meeting, 1..=200);
    }
}

/// Signs a quarterly audit.
///
/// From the quarter's last day on, when every line is decided and nothing new is to be gathered.
/// The deductions go into the ledger, base points are withheld, cancelled entries reversed, all at
/// once. Nothing changes after it: a mistake is mended by reversing the entry in question.
#[utoipa::path(
    tag = "audits",
    params(("id" = Uuid, Path, description = "The audit")),
    request_body = SignatureIn,
    responses((status = 200, body = AuditOut, description = "The audit, signed", example = json!(audit_example()))),
    extensions(("x-error-codes" = json!([
        "audit.not_found", "audit.signed", "audit.undecided", "audit.own_line", "audit.not_gathered",
        "audit.quarter_running", "audit.entry_closed", "auth.forbidden"
    ]))),
)]
#[post("/audits/{id}/signature")]
pub(super) async fn sign_audit(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<AuditId>,
    body: JsonBody<SignatureIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "audits.sign", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let audit = sign(tx, &permit, &permit.reach, id.0, &body.meeting).await?;
        Ok(Done::ok(audit_out(tx, &audit).await?).within(&audit.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: one transaction, so that there is a signature with everything that follows from
/// it, or none.
///
/// # Errors
/// What the audit or an entry refuses; nothing is written then.
pub async fn sign(tx: &Tx, act: &Act, reach: &Reach, id: AuditId, meeting: &str) -> Result<QuarterlyAudit, Failure> {
    let audit = rows::find(tx, reach, id).await?.ok_or(Code::AuditNotFound)?;
    let signature = Signature { by: act.caller.account, at: act.now, meeting: meeting.trim().to_owned() };
    // The turn first: whoever decides or signs beside this waits, and finds it signed.
    if !rows::sign(tx, id, &signature).await? {
        return Err(Code::AuditSigned.into());
    }
    if act.today() < audit.period.last_day() {
        return Err(Code::AuditQuarterRunning.into());
    }
    if !sources::found(tx, act, &audit).await?.is_empty() {
        return Err(Code::AuditNotGathered.into());
    }
    let mut lines = rows::all_lines(tx, id).await?;
    let subjects = members::by_ids(tx, lines.iter().map(|line| line.member), act.today()).await?;
    let unknown = || StoreError::corrupt("a line about nobody");
    let mut with_persons = Vec::with_capacity(lines.len());
    for line in &lines {
        with_persons.push((line, subjects.get(&line.member).ok_or_else(unknown)?.person));
    }
    quarterly_audit::sign(with_persons)?;
    // In the order of members' ids, in which heads are locked.
    lines.sort_by_key(|line| (line.member, line.id));
    for line in &lines {
        // What was made up for since it was gathered deducts nothing.
        if !sources::settle(tx, act, line).await? {
            continue;
        }
        let period = audit.period.to_string();
        let params = [("period", period.as_str())];
        let Some(decided) = line.decided.as_ref().filter(|decided| decided.decision == Decision::Deduct) else {
            let excused = line.decided.as_ref().is_some_and(|decided| decided.decision == Decision::Excuse);
            let kind = if excused { Kind::AuditExcused } else { Kind::AuditNoted };
            tell_member(tx, line.member, kind, None, &params, act.now).await?;
            continue;
        };
        let written = match line.kind {
            LineKind::Deduction => deduct(tx, act, &audit, &subjects, line, decided).await?,
            LineKind::WithholdBase | LineKind::CancelEntry => take_back(tx, act, &audit, line, decided).await?,
        };
        rows::set_written(tx, line.id, written).await?;
        tell_member(tx, line.member, Kind::AuditDeducted, Some(("entry", written.0)), &params, act.now).await?;
    }
    act.audit(tx, "audits.sign", ("audit", id.0), &audit.path).await?;
    Ok(QuarterlyAudit { signature: Some(signature), ..audit })
}

async fn deduct(
    tx: &Tx,
    act: &Act,
    audit: &QuarterlyAudit,
    subjects: &HashMap<MemberId, Member>,
    line: &Line,
    decided: &Decided,
) -> Result<EntryId, Failure> {
    let proved = || StoreError::corrupt("a deduction without an item");
    let (item, rule_book) = line.item.as_deref().zip(line.rule_book).ok_or_else(proved)?;
    let township = Reach::township_of(&audit.path);
    let then = members::by_id(tx, &township, line.member, line.deed_on).await?;
    // A deed from before the member came: where they stand today will do.
    let member = then.as_ref().or_else(|| subjects.get(&line.member)).ok_or(Code::MemberNotFound)?;
    let deed = Deed {
        member,
        source: Source { kind: SourceKind::Audit, id: line.id, line: 0 },
        item,
        rule_book,
        asked: decided.points.ok_or_else(proved)?,
        deed_on: line.deed_on,
        recorded_by: Some(decided.by),
        what: &line.what,
        reason: Some(&decided.reason),
        quantity: None,
        evidence: Vec::new(),
    };
    Ok(record(tx, act, deed).await?.draft.id)
}

/// Takes the line's entry back, unless somebody has done so since it was proposed.
async fn take_back(
    tx: &Tx,
    act: &Act,
    audit: &QuarterlyAudit,
    line: &Line,
    decided: &Decided,
) -> Result<EntryId, Failure> {
    let entry = line.entry.ok_or_else(|| StoreError::corrupt("a line without its entry"))?;
    ledger::lock(tx, line.member).await?;
    if let Some(reversal) = ledger::reversal_of(tx, entry).await? {
        return Ok(reversal.draft.id);
    }
    let township = Reach::township_of(&audit.path);
    let reversed = reverse_decided(tx, act, &township, entry, &decided.reason).await;
    let reversed = reversed.map_err(|failure| match failure {
        Failure::Refused(problem) if problem.code() == Code::PeriodClosed => {
            Problem::new(Code::AuditEntryClosed).member("lineId", line.id).into()
        }
        failure => failure,
    })?;
    let written = reversed.entries.first().map(|row| row.entry.draft.id);
    Ok(written.ok_or_else(|| StoreError::corrupt("a reversal wrote nothing"))?)
}
