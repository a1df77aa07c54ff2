//! Proposing a line by hand.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AuditId, EntryId, MemberId};
use xianfeng_domain::ledger::EntryKind;
use xianfeng_domain::members::Member;
use xianfeng_domain::quarterly_audit::{Line, LineKind, LineSource, QuarterlyAudit};
use xianfeng_domain::rulebook::{Item, ItemKind};
use xianfeng_domain::time::{Period, PeriodKind};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{ledger, members, quarterly_audit as rows, rulebooks};

use super::refresh::open_for_change;
use super::wire::{LineOut, line_example, lines_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::{WireDay, WirePoints};

/// What a proposed line would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AuditProposalKind)]
pub enum ProposalKind {
    /// Deduct points under an item.
    #[default]
    Deduction,
    /// Withhold the base points of the period (S2-1).
    WithholdBase,
    /// Cancel the points of an entry (S2-9).
    CancelEntry,
}

/// A line that is proposed by hand.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewLineIn {
    /// Whom it concerns.
    pub member_id: Uuid,
    /// What it would do; a deduction where absent.
    #[serde(default)]
    pub kind: ProposalKind,
    /// Deduction: the item.
    #[schema(example = "absence")]
    pub item: Option<String>,
    /// Deduction: how much, without a sign, inside the item's range; its least where absent.
    pub points: Option<WirePoints>,
    /// The day of the deed, until the quarter's end and not in the future.
    pub on: WireDay,
    /// What happened, 1 to 300 characters; the member reads it.
    #[schema(example = "三月份支部大会缺席")]
    pub what: String,
    /// Cancelling: the entry.
    pub entry_id: Option<Uuid>,
}

impl Check for NewLineIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/what", &self.what, 1..=300);
        let deducts = self.kind == ProposalKind::Deduction;
        match &self.item {
            Some(item) if deducts => faults.text("/item", item, 1..=40),
            Some(_) => faults.add("/item", FaultCode::Invalid),
            None if deducts => faults.add("/item", FaultCode::Missing),
            None => {}
        }
        if self.points.is_some() && !deducts {
            faults.add("/points", FaultCode::Invalid);
        }
        match (self.kind == ProposalKind::CancelEntry, self.entry_id.is_some()) {
            (true, false) => faults.add("/entryId", FaultCode::Missing),
            (false, true) => faults.add("/entryId", FaultCode::Invalid),
            _ => {}
        }
    }
}

/// Proposes a line by hand.
///
/// A deduction under any item of the rule book that deducts; base points to be withheld where
/// there is a failing; or an entry whose points are to be cancelled.
#[utoipa::path(
    tag = "audits",
    params(("id" = Uuid, Path, description = "The audit")),
    request_body = NewLineIn,
    responses((status = 201, body = LineOut, description = "The line", example = json!(line_example()))),
    extensions(("x-error-codes" = json!([
        "audit.not_found", "audit.signed", "audit.no_base", "audit.line_twice", "member.not_found",
        "rulebook.not_found", "ledger.entry_not_found", "ledger.already_reversed", "ledger.not_reversible",
        "auth.forbidden"
    ]))),
)]
#[post("/audits/{id}/lines")]
pub(super) async fn propose_audit_line(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<AuditId>,
    body: JsonBody<NewLineIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "audits.propose", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (audit, line) = propose(tx, &permit, &permit.reach, id.0, &body.0).await?;
        let out = lines_out(tx, std::slice::from_ref(&line)).await?.pop();
        Ok(Done::created(out.ok_or(Code::AuditLineNotFound)?).within(&audit.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the audit, the member, the item or the entry refuses.
pub async fn propose(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: AuditId,
    new: &NewLineIn,
) -> Result<(QuarterlyAudit, Line), Failure> {
    let audit = open_for_change(tx, reach, id).await?;
    let on = new.on.0;
    if on > act.today() {
        return Err(Failure::field("/on", FaultCode::InTheFuture));
    }
    if on > audit.period.last_day() {
        return Err(Failure::field("/on", FaultCode::OutOfRange));
    }
    let within = Reach::under(audit.path.clone());
    let member = members::by_id(tx, &within, MemberId(new.member_id), on).await?.ok_or(Code::MemberNotFound)?;
    let line_id = Uuid::now_v7();
    let mut line = Line {
        id: line_id,
        audit: id,
        member: member.id,
        kind: LineKind::Deduction,
        source: LineSource::Hand,
        source_id: line_id,
        rule_book: None,
        item: None,
        points: None,
        deed_on: on,
        what: new.what.trim().to_owned(),
        entry: None,
        proposed_by: act.caller.account,
        decided: None,
        written: None,
    };
    match new.kind {
        ProposalKind::Deduction => deduction(tx, &member, new, &mut line).await?,
        ProposalKind::WithholdBase => {
            let entry = base_entry(tx, &audit, &member, new).await?;
            line = taking_back(line, LineKind::WithholdBase, entry);
        }
        ProposalKind::CancelEntry => {
            let entry = EntryId(new.entry_id.unwrap_or_default());
            let row = ledger::entry(tx, &within, entry).await?.filter(|row| row.entry.member == member.id);
            let row = row.ok_or(Code::LedgerEntryNotFound)?;
            if row.reversed_by.is_some() {
                return Err(Code::LedgerAlreadyReversed.into());
            }
            if !matches!(row.entry.draft.kind, EntryKind::Addition | EntryKind::Base) {
                return Err(Code::LedgerNotReversible.into());
            }
            line = taking_back(line, LineKind::CancelEntry, entry);
        }
    }
    rows::insert_line(tx, &line, act.now).await.map_err(|error| match error {
        StoreError::Duplicate => Failure::from(Code::AuditLineTwice),
        error => error.into(),
    })?;
    act.audit(tx, "audits.propose", ("audit", id.0), &audit.path).await?;
    Ok((audit, line))
}

/// A line that takes an entry back: once in an audit.
fn taking_back(line: Line, kind: LineKind, entry: EntryId) -> Line {
    Line { kind, source: LineSource::Entry, source_id: entry.0, entry: Some(entry), ..line }
}

async fn deduction(tx: &Tx, member: &Member, new: &NewLineIn, line: &mut Line) -> Result<(), Failure> {
    let book = rulebooks::effective(tx, &member.standing.branch_path, line.deed_on).await?;
    let book = book.ok_or(Code::RulebookNotFound)?;
    let item = new.item.as_deref().and_then(|item| book.book.item(item));
    let fits = |item: &&Item| item.kind == ItemKind::Deduction && !item.retired;
    let item = item.filter(fits).filter(|item| item.is_for(&member.standing.category));
    let item = item.ok_or_else(|| Failure::field("/item", FaultCode::Invalid))?;
    let points = new.points.map_or(item.min, |points| points.0);
    if !item.allows(points) {
        return Err(Failure::field("/points", FaultCode::PointsOutOfRange));
    }
    line.rule_book = Some(book.id);
    line.item = Some(item.code.clone());
    line.points = Some(points);
    Ok(())
}

/// The member's live base entry of the period that the day lies in, whatever kind of period the
/// rule book grants it for.
async fn base_entry(tx: &Tx, audit: &QuarterlyAudit, member: &Member, new: &NewLineIn) -> Result<EntryId, Failure> {
    let book = rulebooks::effective(tx, &member.standing.branch_path, new.on.0).await?;
    let book = book.ok_or(Code::RulebookNotFound)?;
    let year = Period::containing(PeriodKind::Year, audit.period.start());
    let entries = ledger::scoped(tx, member.id, book.owner, year).await?;
    for entry in &entries {
        let draft = &entry.draft;
        let of_the_day = draft.scope.is_some_and(|scope| scope.contains(new.on.0));
        if draft.kind == EntryKind::Base && of_the_day && ledger::reversal_of(tx, draft.id).await?.is_none() {
            return Ok(draft.id);
        }
    }
    Err(Code::AuditNoBase.into())
}
