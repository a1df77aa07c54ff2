//! The committee weighs a report.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{EntryId, MemberId, PersonId};
use xianfeng_domain::ledger::EntryKind;
use xianfeng_domain::members::Member;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::rulebook::{ItemKind, Way};
use xianfeng_domain::villager_reports::{self, State, VillagerReport};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{ledger, members, rulebooks, villager_reports as rows};

use super::officers::{officers, township_path};
use super::wire::{VillagerReportId, VillagerReportOut, report_example, reports_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WirePoints;

/// What the committee found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// True: it goes into the quarterly audit.
    Founded,
    /// Not true, or nothing to hold against the member.
    Unfounded,
    /// Somebody talks to the member; nothing is deducted.
    NeedsTalk,
}

/// How a report is weighed.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WeighingIn {
    /// What was found.
    pub finding: Finding,
    /// What was found in the committee's own words, 1 to 300 characters: the member reads it, so
    /// that it must not tell who reported.
    #[schema(example = "经核实，当天没有清扫")]
    pub reason: String,
    /// Whom it is about; needed unless unfounded or known already.
    pub member_id: Option<Uuid>,
    /// Founded: the deduction that is proposed; the book's first for villagers' reports where
    /// absent.
    pub item: Option<String>,
    /// How much of it, without a sign, inside the item's range; its least where absent.
    pub points: Option<WirePoints>,
    /// Founded: the entry whose points are to be cancelled, in the place of a deduction (S2-9).
    pub entry_id: Option<Uuid>,
}

impl Check for WeighingIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=300);
        if let Some(item) = &self.item {
            faults.text("/item", item, 1..=40);
        }
        let founded = self.finding == Finding::Founded;
        let instead = self.entry_id.is_some();
        if self.item.is_some() && (!founded || instead) {
            faults.add("/item", FaultCode::Invalid);
        }
        if self.points.is_some() && (!founded || instead) {
            faults.add("/points", FaultCode::Invalid);
        }
        if instead && !founded {
            faults.add("/entryId", FaultCode::Invalid);
        }
    }
}

/// Weighs a villager's report.
///
/// Founded, it goes into the quarterly audit of the member's branch, as a deduction or as the
/// cancelling of an entry's points. Nobody weighs what they sent or what is about them. If it
/// turns out to be about somebody who weighs reports in the branch, it is passed on to the
/// township by itself: the answer is `open` and `atTownship` then.
#[utoipa::path(
    tag = "villager-reports",
    params(("id" = Uuid, Path, description = "The report")),
    request_body = WeighingIn,
    responses((status = 200, body = VillagerReportOut, description = "The report now",
        example = json!(report_example()))),
    extensions(("x-error-codes" = json!([
        "villager_report.not_found", "villager_report.weighed", "villager_report.own", "member.not_found",
        "ledger.entry_not_found", "ledger.already_reversed", "ledger.not_reversible", "auth.forbidden"
    ]))),
)]
#[post("/villager-reports/{id}/weighing")]
pub(super) async fn weigh_villager_report(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<VillagerReportId>,
    body: JsonBody<WeighingIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "villager_reports.weigh", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let report = weigh(tx, &permit, &permit.reach, permit.person, id.0.0, &body.0).await?;
        let out = reports_out(tx, std::slice::from_ref(&report)).await?.pop();
        Ok(Done::ok(out.ok_or(Code::VillagerReportNotFound)?).within(&report.review_path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the report, the member, the item or the entry refuses.
pub async fn weigh(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: Uuid,
    weighing: &WeighingIn,
) -> Result<VillagerReport, Failure> {
    let report = rows::find(tx, reach, id).await?.ok_or(Code::VillagerReportNotFound)?;
    let within = Reach::under(report.review_path.clone());
    let member = match weighing.member_id.map(MemberId).or(report.member) {
        None => None,
        Some(id) => Some(members::by_id(tx, &within, id, act.today()).await?.ok_or(Code::MemberNotFound)?),
    };
    villager_reports::may_weigh(&report, member.as_ref().map(|member| member.person), act.caller.account, by)?;
    if member.is_none() && weighing.finding != Finding::Unfounded {
        return Err(Failure::field("/memberId", FaultCode::Missing));
    }
    let mut after = report.clone();
    after.member = member.as_ref().map(|member| member.id);
    if let Some(member) = &member
        && let Some(township) = belongs_to_township(tx, reach, &report, member).await?
    {
        after.review_path = township;
        if !rows::pass_on(tx, &after).await? {
            return Err(Code::VillagerReportWeighed.into());
        }
        act.audit(tx, "villager_reports.pass_on", ("villager_report", id), &after.review_path).await?;
        return Ok(after);
    }
    after.branch = member.as_ref().map(|member| member.standing.branch);
    after.state = match weighing.finding {
        Finding::Founded => State::Founded,
        Finding::Unfounded => State::Unfounded,
        Finding::NeedsTalk => State::NeedsTalk,
    };
    after.reason = Some(weighing.reason.trim().to_owned());
    after.weighed_by = Some(act.caller.account);
    after.weighed_at = Some(act.now);
    if let Some(member) = member.filter(|_| weighing.finding == Finding::Founded) {
        match weighing.entry_id.map(EntryId) {
            Some(entry) => after.entry = Some(cancellable(tx, &within, member.id, entry).await?),
            None => propose(tx, &member, weighing, &mut after).await?,
        }
    }
    if !rows::weigh(tx, &after).await? {
        return Err(Code::VillagerReportWeighed.into());
    }
    act.audit(tx, "villager_reports.weigh", ("villager_report", id), &after.review_path).await?;
    Ok(after)
}

/// The township's path, if the branch must not weigh a report about this member.
async fn belongs_to_township(
    tx: &Tx,
    reach: &Reach,
    report: &VillagerReport,
    member: &Member,
) -> Result<Option<OrganizationPath>, Failure> {
    let township = township_path(tx, &report.path).await?;
    if reach.covers(&township) {
        return Ok(None);
    }
    let is_officer = officers(tx, &report.path, &township).await?.contains_key(&member.person);
    Ok(is_officer.then_some(township))
}

/// An entry of the member that can be taken back (S2-9).
async fn cancellable(tx: &Tx, within: &Reach, member: MemberId, id: EntryId) -> Result<EntryId, Failure> {
    let row = ledger::entry(tx, within, id).await?.filter(|row| row.entry.member == member);
    let row = row.ok_or(Code::LedgerEntryNotFound)?;
    if row.reversed_by.is_some() {
        return Err(Code::LedgerAlreadyReversed.into());
    }
    match row.entry.draft.kind {
        EntryKind::Addition | EntryKind::Base => Ok(id),
        _ => Err(Code::LedgerNotReversible.into()),
    }
}

/// The deduction that goes into the audit, by the rule book of the day of the deed.
async fn propose(tx: &Tx, member: &Member, weighing: &WeighingIn, after: &mut VillagerReport) -> Result<(), Failure> {
    let day = after.happened_on.unwrap_or(after.received_on);
    let book = rulebooks::effective(tx, &member.standing.branch_path, day).await?;
    let mut fitting = book.iter().flat_map(|book| book.book.items_by(Way::VillagerReport));
    let item = fitting.find(|item| {
        item.kind == ItemKind::Deduction
            && item.is_for(&member.standing.category)
            && weighing.item.as_ref().is_none_or(|wanted| *wanted == item.code)
    });
    let Some(item) = item else {
        // Without an item in the book it can still be noted in the audit.
        return match (&weighing.item, &weighing.points) {
            (None, None) => Ok(()),
            (Some(_), _) => Err(Failure::field("/item", FaultCode::Invalid)),
            (None, Some(_)) => Err(Failure::field("/points", FaultCode::Invalid)),
        };
    };
    let points = weighing.points.map_or(item.min, |points| points.0);
    if !item.allows(points) {
        return Err(Failure::field("/points", FaultCode::PointsOutOfRange));
    }
    after.item = Some(item.code.clone());
    after.points = Some(points);
    Ok(())
}
