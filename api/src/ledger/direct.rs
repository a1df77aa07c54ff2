//! What a committee enters itself, for one member or for many at once: S2-2 (snow, repairs), S2-8, S1-4.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::Quantity;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, PersonId};
use xianfeng_domain::ledger::{Entry, Source, SourceKind};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::rulebook::{self, ItemKind, Way};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger::{DirectEntry, insert_direct};
use xianfeng_infra::{members, rulebooks};

use super::record::{Deed, record};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Language, Problem};
use crate::http::wire::{WireDay, WirePoints};
use crate::inbox::{Kind, tell};

/// What was done, and by whom.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DirectIn {
    /// The members, 1 to 200, each once.
    pub member_ids: Vec<Uuid>,
    /// The code of an item that may be entered directly, an addition or a deduction.
    #[schema(example = "snow_clearing")]
    pub item: String,
    /// What one unit is worth, without a sign; needed where the item has a range.
    pub points: Option<WirePoints>,
    /// How much each has done, in the item's unit; needed where the item counts by quantity.
    #[schema(example = 11)]
    pub quantity: Option<WirePoints>,
    /// The day of the deed; not in the future.
    pub done_on: WireDay,
    /// What was done, 1 to 300 characters.
    #[schema(example = "清扫村道积雪")]
    pub what: String,
    /// Why, at most 300 characters; needed for a deduction. The member reads it.
    pub reason: Option<String>,
    /// The meeting that decided it, at most 100 characters.
    #[schema(example = "3月5日支委会")]
    pub meeting: Option<String>,
}

impl Check for DirectIn {
    fn check(&self, faults: &mut Faults) {
        faults.count("/memberIds", self.member_ids.len(), 1..=200);
        let mut unique = self.member_ids.clone();
        unique.sort_unstable();
        unique.dedup();
        if unique.len() != self.member_ids.len() {
            faults.add("/memberIds", FaultCode::Duplicate);
        }
        faults.text("/item", &self.item, 1..=40);
        if let Some(quantity) = self.quantity {
            faults.range("/quantity", quantity.0.hundredths(), 1..=Quantity::MOST_HUNDREDTHS);
        }
        faults.text("/what", &self.what, 1..=300);
        if let Some(reason) = &self.reason {
            faults.text("/reason", reason, 0..=300);
        }
        if let Some(meeting) = &self.meeting {
            faults.text("/meeting", meeting, 0..=100);
        }
    }
}

/// What came of each member, in the order of ids.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectOut {
    /// One result a member.
    pub results: Vec<DirectResultOut>,
}

/// What came of one member.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DirectResultOut {
    /// The member.
    pub member_id: Uuid,
    /// The entry; absent where it was refused.
    pub entry_id: Option<Uuid>,
    /// What counts, after caps.
    pub points: Option<WirePoints>,
    /// What was asked, before caps.
    pub asked_points: Option<WirePoints>,
    /// Why it was refused.
    pub code: Option<&'static str>,
    /// What to do next.
    pub detail: Option<String>,
}

/// Enters a deed of one or many members.
///
/// The committee's own entry, under an item that may be entered directly. One transaction and one
/// result a member: who is refused (left by then, another category, oneself) does not stop the
/// others. Additions are trimmed to caps and say so.
#[utoipa::path(
    tag = "ledger",
    request_body = DirectIn,
    responses((status = 201, body = DirectOut, description = "One result a member", example = json!({ "results": [
        { "memberId": "018e0f6a-0000-7000-8000-000000000004", "entryId": "018e0f6a-0000-7000-8000-000000000006",
            "points": 33, "askedPoints": 33, "code": null, "detail": null },
        { "memberId": "018e0f6a-0000-7000-8000-000000000008", "entryId": null, "points": null, "askedPoints": null,
            "code": "ledger.own_entry", "detail": "不能处理自己的积分流水，请由其他管理员办理。" }
    ] }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "request.invalid"]))),
)]
#[post("/entries")]
pub(super) async fn enter_directly(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<DirectIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "entries.direct", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let results = enter(tx, &permit, &permit.reach, permit.person, &body.0).await?;
        let around = common(results.iter().filter_map(|(_, result)| result.as_ref().ok().map(|(_, path)| path)));
        let language = permit.meta.map_or(Language::Chinese, |meta| meta.language);
        let results = results.into_iter().map(|(id, result)| result_out(id, result, language)).collect();
        let done = Done::created(DirectOut { results });
        Ok(match around {
            Some(path) => done.within(&path),
            None => done,
        })
    };
    Ok(command.run(work).await?.into())
}

/// What came of one member: the entry with the path of its branch, or why not.
pub type DirectResult = Result<(Entry, OrganizationPath), Problem>;

/// The use case. Members are locked in id order.
///
/// # Errors
/// What holds for all of them: a day in the future. The store's fault.
pub async fn enter(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    new: &DirectIn,
) -> Result<Vec<(MemberId, DirectResult)>, Failure> {
    if new.done_on.0 > act.today() {
        let mut faults = Faults::default();
        faults.add("/doneOn", FaultCode::InTheFuture);
        return Err(Problem::invalid(Code::RequestInvalid, faults).into());
    }
    let source = Source { kind: SourceKind::Direct, id: Uuid::now_v7(), line: 0 };
    let mut ids: Vec<MemberId> = new.member_ids.iter().copied().map(MemberId).collect();
    ids.sort_unstable();
    let (mut results, mut unit) = (Vec::with_capacity(ids.len()), None);
    for id in ids {
        let result = match enter_one(tx, act, reach, by, new, source, id).await {
            Ok((entry, path, of)) => {
                unit = Some(of);
                Ok((entry, path))
            }
            Err(Failure::Refused(problem)) => Err(problem),
            Err(failure) => return Err(failure),
        };
        results.push((id, result));
    }
    if let Some(unit) = unit {
        let trimmed =
            |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let direct = DirectEntry {
            id: source.id,
            item: new.item.clone(),
            points: new.points.map(|points| points.0),
            quantity: new.quantity.and_then(|quantity| Quantity::new(quantity.0.hundredths(), unit)),
            done_on: new.done_on.0,
            what: new.what.trim().to_owned(),
            reason: trimmed(&new.reason),
            meeting: trimmed(&new.meeting),
            recorded_by: act.caller.account,
            recorded_at: act.now,
        };
        insert_direct(tx, &direct).await?;
    }
    Ok(results)
}

/// One member's entry, the branch's path, and the item's unit. Refuses before it writes anything.
async fn enter_one(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    new: &DirectIn,
    source: Source,
    id: MemberId,
) -> Result<(Entry, OrganizationPath, String), Failure> {
    let day = new.done_on.0;
    let member = members::by_id(tx, reach, id, day).await?.ok_or(Code::MemberNotFound)?;
    if member.person == by {
        return Err(Code::LedgerOwnEntry.into());
    }
    if member.left_on.is_some_and(|left| left <= day) {
        return Err(Code::MemberHasLeft.into());
    }
    let path = &member.standing.branch_path;
    let in_force = rulebooks::effective(tx, path, day).await?.ok_or(Code::RulebookNotFound)?;
    let unit = in_force.book.item(&new.item).map(|item| item.unit.clone()).unwrap_or_default();
    let quantity = new.quantity.and_then(|quantity| Quantity::new(quantity.0.hundredths(), unit.clone()));
    let points = new.points.map(|points| points.0);
    let category = &member.standing.category;
    let (item, asked) = rulebook::enter(&in_force.book, &new.item, Way::Direct, category, points, quantity.as_ref())?;
    let reason = new.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    if item.kind == ItemKind::Deduction && reason.is_none() {
        return Err(Code::EntryReasonMissing.into());
    }
    let meeting = new.meeting.as_deref().map(str::trim).filter(|meeting| !meeting.is_empty());
    let words: Vec<&str> = reason.into_iter().chain(meeting).collect();
    let words = words.join("；");
    let deed = Deed {
        member: &member,
        source,
        item: &new.item,
        rule_book: in_force.id,
        asked,
        deed_on: day,
        recorded_by: None,
        what: new.what.trim(),
        reason: Some(words.as_str()).filter(|words| !words.is_empty()),
        quantity,
        evidence: Vec::new(),
    };
    let entry = record(tx, act, deed).await?;
    act.audit(tx, "entries.direct", ("entry", entry.draft.id.0), path).await?;
    let (points, subject) = (entry.draft.points.to_string(), Some(("entry", entry.draft.id.0)));
    if item.kind == ItemKind::Deduction {
        // Its cause is for the member's own ledger, not for a line that others may see on the phone.
        tell(tx, member.person, Kind::EntryDeducted, subject, &[("points", &points)], act.now).await?;
    } else {
        let params = [("what", new.what.as_str()), ("points", &points)];
        tell(tx, member.person, Kind::EntryAdded, subject, &params, act.now).await?;
    }
    Ok((entry, path.clone(), unit))
}

/// The lowest organization around some places.
fn common<'a>(paths: impl Iterator<Item = &'a OrganizationPath>) -> Option<OrganizationPath> {
    let paths: Vec<_> = paths.collect();
    let covers_all = |around: &OrganizationPath| paths.iter().all(|path| around.covers(path));
    let first = paths.first()?;
    let mut around: Option<OrganizationPath> = None;
    let mut lowest = None;
    for id in first.ids() {
        let here = around.as_ref().map_or_else(|| OrganizationPath::root(id), |above| above.child(id));
        if covers_all(&here) {
            lowest = Some(here.clone());
        }
        around = Some(here);
    }
    lowest
}

fn result_out(id: MemberId, result: DirectResult, language: Language) -> DirectResultOut {
    let nothing =
        DirectResultOut { member_id: id.0, entry_id: None, points: None, asked_points: None, code: None, detail: None };
    match result {
        Ok((entry, _)) => DirectResultOut {
            entry_id: Some(entry.draft.id.0),
            points: Some(entry.draft.points.into()),
            asked_points: Some(entry.draft.asked.into()),
            ..nothing
        },
        Err(problem) => {
            let code = problem.code();
            let detail = code.row().detail.in_language(language).to_owned();
            DirectResultOut { code: Some(code.as_str()), detail: Some(detail), ..nothing }
        }
    }
}
