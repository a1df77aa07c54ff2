//! Recording dues, many at once.

use actix_web::web::Data;
use actix_web::{HttpResponse, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::dues::{Dues, Standing, standing};
use xianfeng_domain::ids::{MemberId, OrganizationId, PersonId};
use xianfeng_domain::ledger::{Source, SourceKind};
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::rulebook::{ItemKind, Way};
use xianfeng_domain::time::{Day, PeriodKind};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{dues as rows, ledger, members, organizations, rulebooks};

use super::wire::{DuesOut, dues_example, dues_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::{WireDay, WirePeriod};
use crate::inbox::{Kind, tell};
use crate::ledger::{Deed, record};

/// The most that one member owes for a month, in fen: a typing error beyond it.
const MOST_FEN: i64 = 100_000_000;

/// A branch's month.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DuesIn {
    /// The branch.
    pub organization_id: Uuid,
    /// The month.
    #[schema(value_type = WirePeriod, example = "2024-03")]
    pub period: WirePeriod,
    /// The last day of paying in time, at most a year after the month.
    pub due_by: WireDay,
    /// The members, 1 to 200.
    pub entries: Vec<EntryIn>,
}

/// One member's dues.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EntryIn {
    /// The member.
    pub member_id: Uuid,
    /// When they paid; absent or null where they have not.
    pub paid_on: Option<WireDay>,
    /// How much is due, in fen.
    pub amount_fen: Option<i64>,
}

impl Check for DuesIn {
    fn check(&self, faults: &mut Faults) {
        let (month, due_by) = (self.period.0, self.due_by.0);
        if month.kind() != PeriodKind::Month {
            faults.add("/period", FaultCode::NotPeriod);
        }
        if due_by < month.start() || due_by > month.end() + chrono::Months::new(12) {
            faults.add("/dueBy", FaultCode::OutOfRange);
        }
        faults.count("/entries", self.entries.len(), 1..=200);
        let mut seen = std::collections::HashSet::new();
        for (index, entry) in self.entries.iter().enumerate() {
            if !seen.insert(entry.member_id) {
                faults.add(format!("/entries/{index}/memberId"), FaultCode::Duplicate);
            }
            if let Some(fen) = entry.amount_fen {
                faults.range(&format!("/entries/{index}/amountFen"), fen, 0..=MOST_FEN);
            }
        }
    }
}

/// What was recorded.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegisteredDuesOut {
    /// The dues, by members' ids.
    pub items: Vec<DuesOut>,
}

/// Records the dues of a branch's month, many at once.
///
/// Who is not named stays as recorded; months up to a year ahead may be recorded. Paid in time
/// is credited once, if the rule book has an item for it; late or unpaid dues go into the next
/// quarterly audit. Nobody registers their own. What was credited is corrected by a reversal of
/// the entry first; what an audit took up is excused there.
#[utoipa::path(
    tag = "dues",
    request_body = DuesIn,
    responses((status = 200, body = RegisteredDuesOut, description = "What is on record of these members",
        example = json!({ "items": [dues_example()] }))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "member.not_found", "dues.own", "dues.credited", "dues.in_audit", "auth.forbidden"
    ]))),
)]
#[put("/dues")]
pub(super) async fn register_dues(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<DuesIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "dues.register", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let (branch, dues) = register(tx, &permit, &permit.reach, permit.person, &body.0).await?;
        Ok(Done::ok(RegisteredDuesOut { items: dues_out(tx, &permit, &dues).await? }).within(&branch.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: records, and credits what was paid in time. Answers what is on record now, by
/// members' ids, in which their heads are locked.
///
/// # Errors
/// What a member's record refuses; nothing is recorded then.
pub async fn register(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    sheet: &DuesIn,
) -> Result<(Organization, Vec<Dues>), Failure> {
    let branch = organizations::find(tx, reach, OrganizationId(sheet.organization_id)).await?;
    let branch = branch.filter(|branch| branch.kind.is_branch()).ok_or(Code::OrganizationNotFound)?;
    // Dues are paid some months ahead; what is credited in time must not be years of them at once.
    if sheet.period.0.start() > act.today() + chrono::Months::new(12) {
        return Err(Failure::field("/period", FaultCode::OutOfRange));
    }
    let mut entries: Vec<(usize, &EntryIn)> = sheet.entries.iter().enumerate().collect();
    entries.sort_by_key(|(_, entry)| entry.member_id);
    let mut recorded = Vec::with_capacity(entries.len());
    for (index, entry) in entries {
        if entry.paid_on.is_some_and(|paid| paid.0 > act.today()) {
            return Err(Failure::field(format!("/entries/{index}/paidOn"), FaultCode::InTheFuture));
        }
        recorded.push(one(tx, act, by, &branch, sheet, entry).await?);
    }
    act.audit(tx, "dues.register", ("organization", branch.id.0), &branch.path).await?;
    Ok((branch, recorded))
}

async fn one(
    tx: &Tx,
    act: &Act,
    by: PersonId,
    branch: &Organization,
    sheet: &DuesIn,
    entry: &EntryIn,
) -> Result<Dues, Failure> {
    let within = Reach::under(branch.path.clone());
    let (id, day) = (MemberId(entry.member_id), sheet.due_by.0.min(act.today()));
    let member = members::by_id(tx, &within, id, day).await?.ok_or(Code::MemberNotFound)?;
    if member.person == by {
        return Err(Code::DuesOwn.into());
    }
    let before = rows::find(tx, id, sheet.period.0).await?;
    // Another branch's record of a member who has moved since is theirs.
    if before.as_ref().is_some_and(|before| before.organization != branch.id) {
        return Err(Code::MemberNotFound.into());
    }
    let paid_on = entry.paid_on.map(|day| day.0);
    let mut after = Dues {
        due_by: sheet.due_by.0,
        paid_on,
        amount_fen: entry.amount_fen,
        recorded_by: act.caller.account,
        ..before.clone().unwrap_or_else(|| Dues {
            id: Uuid::now_v7(),
            member: id,
            organization: branch.id,
            path: branch.path.clone(),
            period: sheet.period.0,
            due_by: sheet.due_by.0,
            paid_on: None,
            amount_fen: None,
            entry: None,
            credits: 0,
            audit_line: None,
            recorded_by: act.caller.account,
            version: 0,
        })
    };
    let unchanged = |before: &Dues| Dues { recorded_by: after.recorded_by, ..before.clone() } == after;
    if let Some(before) = before.as_ref().filter(|before| unchanged(before)) {
        return Ok(before.clone());
    }
    let in_time = standing(after.due_by, paid_on, act.today()) == Standing::InTime;
    let paid_anew = before.as_ref().is_none_or(|before| before.paid_on != paid_on);
    if let Some(credited) = after.entry {
        // S2-10: what was credited is taken back by a reversal, or stays.
        if ledger::reversal_of(tx, credited).await?.is_some() {
            after.entry = None;
        } else if paid_anew || !in_time {
            return Err(Problem::new(Code::DuesCredited).member("entryId", credited.0).into());
        }
    }
    if in_time && after.audit_line.is_some() {
        return Err(Code::DuesInAudit.into());
    }
    let became_in_time = before.as_ref().is_none_or(|before| before.standing(act.today()) != Standing::InTime);
    if let Some(paid_on) = paid_on.filter(|_| in_time && after.entry.is_none() && (paid_anew || became_in_time)) {
        credit(tx, act, branch, paid_on, &mut after).await?;
    }
    let known = before.is_some();
    match before {
        None => {
            after.version = 1;
            rows::insert(tx, &after, act.now).await.map_err(|error| match error {
                // Another request has just recorded this member's month.
                StoreError::Duplicate => StoreError::Race("dues"),
                error => error,
            })?;
        }
        Some(_) => {
            rows::update(tx, &after, act.now).await?;
            after.version += 1;
        }
    }
    if known || paid_on.is_some() {
        let (period, subject) = (after.period.to_string(), Some(("dues", after.id)));
        tell(tx, member.person, Kind::DuesRegistered, subject, &[("period", &period)], act.now).await?;
    }
    Ok(after)
}

/// Credits dues that were paid in time, if the rule book of that day has an item for it (S4-5).
async fn credit(tx: &Tx, act: &Act, branch: &Organization, paid_on: Day, dues: &mut Dues) -> Result<(), Failure> {
    let township = Reach::township_of(&branch.path);
    let member = match members::by_id(tx, &township, dues.member, paid_on).await? {
        Some(member) => member,
        // Paid before the member came: where they stand today will do.
        None => members::by_id(tx, &township, dues.member, act.today()).await?.ok_or(Code::MemberNotFound)?,
    };
    let Some(book) = rulebooks::effective(tx, &member.standing.branch_path, paid_on).await? else { return Ok(()) };
    let mut items = book.book.items_by(Way::Dues).filter(|item| item.kind == ItemKind::Addition);
    let Some(item) = items.find(|item| item.is_for(&member.standing.category)) else { return Ok(()) };
    let deed = Deed {
        member: &member,
        source: Source { kind: SourceKind::Dues, id: dues.id, line: dues.credits },
        item: &item.code,
        rule_book: book.id,
        asked: item.min,
        deed_on: paid_on,
        recorded_by: None,
        what: &format!("按时交纳{}党费", dues.period),
        reason: None,
        quantity: None,
        evidence: Vec::new(),
    };
    dues.entry = Some(record(tx, act, deed).await?.draft.id);
    dues.credits += 1;
    Ok(())
}
