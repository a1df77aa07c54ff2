//! Checking posts and zones off for a period; a period that was kept throughout pays by itself
//! (S2-2: a clean zone kept for the quarter).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{HoldingId, PersonId};
use xianfeng_domain::ledger::Entry;
use xianfeng_domain::posts::{self, Holding, Outcome, Refusal, Span};
use xianfeng_domain::time::Period;
use xianfeng_domain::{Points, members::Member};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::rulebooks::Effective;
use xianfeng_infra::{ledger, members, posts as rows, rulebooks};

use super::create::pays_posts;
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Language, Problem, Text};
use crate::http::wire::{WirePeriod, WirePoints};
use crate::inbox::{Kind, tell};
use crate::ledger::{Deed, record};

/// What was checked for one period.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChecksIn {
    /// The month or quarter; it must have begun.
    pub period: WirePeriod,
    /// One check a holder, 1 to 100.
    pub checks: Vec<CheckIn>,
}

/// What was found of one holder's post.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckIn {
    /// The holding.
    pub holding_id: Uuid,
    /// Was it kept?
    pub kept: bool,
    /// Own points inside the item's range, for the period that this check completes; its least where
    /// absent.
    pub points: Option<WirePoints>,
    /// What was found, at most 500 characters.
    pub note: Option<String>,
}

impl Check for ChecksIn {
    fn check(&self, faults: &mut Faults) {
        faults.count("/checks", self.checks.len(), 1..=100);
        let mut ids: Vec<Uuid> = self.checks.iter().map(|check| check.holding_id).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.len() != self.checks.len() {
            faults.add("/checks", FaultCode::Duplicate);
        }
        for (index, check) in self.checks.iter().enumerate() {
            faults.nested(&format!("/checks/{index}"), check);
        }
    }
}

impl Check for CheckIn {
    fn check(&self, faults: &mut Faults) {
        if self.points.is_some() && !self.kept {
            faults.add("/points", FaultCode::Unknown);
        }
        if let Some(note) = &self.note {
            faults.text("/note", note, 1..=500);
        }
    }
}

/// What came of each check, in the order sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChecksOut {
    /// One result a check.
    pub results: Vec<CheckResultOut>,
}

/// What came of one check.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckResultOut {
    /// The holding.
    pub holding_id: Uuid,
    /// `paid`, `waiting` (for the other checks of the period that pays) or `not_kept` (nothing is paid
    /// for that period); absent where the check was refused.
    pub outcome: Option<&'static str>,
    /// The entry that was written.
    pub entry_id: Option<Uuid>,
    /// What counts, after caps.
    pub points: Option<WirePoints>,
    /// What it is worth before caps.
    pub asked_points: Option<WirePoints>,
    /// Why the check was refused.
    pub code: Option<&'static str>,
    /// What it means, or what to do next.
    pub detail: Option<String>,
}

/// Checks posts and zones off for a period.
///
/// One transaction and one result a check: a check that is refused (made already, one's own, not held
/// in the period) does not stop the others. The check that completes a kept period writes its points
/// at once, and once only. A check never changes: what it paid in error is reversed in the ledger.
#[utoipa::path(
    tag = "posts",
    request_body = ChecksIn,
    responses((status = 200, body = ChecksOut, description = "One result a check", example = json!({ "results": [
        { "holdingId": "018e0f6a-0000-7000-8000-000000000042", "outcome": "paid",
            "entryId": "018e0f6a-0000-7000-8000-000000000005", "points": 10, "askedPoints": 10,
            "code": null, "detail": null }
    ] }))),
    extensions(("x-error-codes" = json!([
        "post.holding_not_found", "post.own", "post.wrong_period", "post.period_not_begun", "post.not_held",
        "post.already_checked", "post.no_item", "post.points_out_of_range"
    ]))),
)]
#[post("/posts/checks")]
pub(super) async fn check_posts(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<ChecksIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "posts.check", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let mut found = Vec::new();
        for (index, check) in body.checks.iter().enumerate() {
            let holding = rows::holding(tx, &permit.reach, HoldingId(check.holding_id)).await?;
            found.push((index, holding.ok_or(Code::PostHoldingNotFound)?));
        }
        Ok(Done::ok(check_all(tx, &permit, permit.person, found, &body.0).await?).within_reach(&permit.reach))
    };
    Ok(command.run(work).await?.into())
}

/// Checks holdings off, each by its place in `sent`.
///
/// # Errors
/// The store's fault; what is refused stands in the results.
pub(super) async fn check_all(
    tx: &Tx,
    act: &Act,
    by: PersonId,
    mut found: Vec<(usize, Holding)>,
    sent: &ChecksIn,
) -> Result<ChecksOut, Failure> {
    // Several members are locked in id order, so that two of them never wait for each other.
    found.sort_by_key(|(_, holding)| (holding.member, holding.id));
    let mut results = Vec::new();
    for (index, holding) in &found {
        let Some(check) = sent.checks.get(*index) else { continue };
        let checked = check_off(tx, act, by, holding, sent.period.0, check).await;
        results.push((*index, result(act, holding.id, checked)?));
    }
    results.sort_by_key(|(index, _)| *index);
    Ok(ChecksOut { results: results.into_iter().map(|(_, result)| result).collect() })
}

/// The use case: one check, and the points where it completes a kept period. Every refusal comes
/// before anything is written, so that a batch can go on in the same transaction.
///
/// # Errors
/// What the post, the holding or the rule book refuse.
pub async fn check_off(
    tx: &Tx,
    act: &Act,
    by: PersonId,
    holding: &Holding,
    period: Period,
    check: &CheckIn,
) -> Result<(Outcome, Option<Entry>), Failure> {
    let post = rows::find(tx, &Reach::under(holding.path.clone()), holding.post).await?.ok_or(Code::PostNotFound)?;
    // The member's turn: who checks another month at the same moment waits here, and then sees this
    // check. Without it both could find the quarter incomplete, and nobody would be paid.
    ledger::lock(tx, holding.member).await?;
    let today = members::by_ids(tx, [holding.member], act.today()).await?.remove(&holding.member);
    let today = today.ok_or(Code::MemberNotFound)?;
    if today.person == by {
        return Err(Refusal::Own.into());
    }
    let from = holding.from.ok_or(Refusal::NotHeld)?;
    let held = Span { from, to: [holding.over_on(), today.left_on].into_iter().flatten().min() };
    posts::check(&post, held, period, act.today())?;
    let paid = posts::paid_period(&post, period);
    let mut checks = rows::kept_of(tx, post.id, holding.member, &posts::parts(&post, paid)).await?;
    if checks.iter().any(|(checked, _)| *checked == period) {
        return Err(Refusal::AlreadyChecked.into());
    }
    checks.push((period, check.kept));
    let outcome = posts::outcome(&post, paid, &checks);
    let deed_on = posts::deed_on(held, paid, act.today());
    // As they stood on the day of the deed; from before they came, as they stand today.
    let stood = members::by_ids(tx, [holding.member], deed_on).await?.remove(&holding.member);
    let member = stood.unwrap_or(today);
    let own = check.points.map(|points| points.0);
    let scored = if check.kept && (own.is_some() || matches!(outcome, Outcome::Pays(_))) {
        let book = rulebooks::effective(tx, &member.standing.branch_path, deed_on).await?;
        let book = book.ok_or(Code::RulebookNotFound)?;
        let asked = worth(&book, &post.item, &member, own)?;
        Some((book, asked))
    } else {
        None
    };

    let note = check.note.as_ref().map(|note| note.trim().to_owned());
    let row = rows::Check {
        id: Uuid::now_v7(),
        post: post.id,
        member: holding.member,
        holding: holding.id,
        path: holding.path.clone(),
        period,
        kept: check.kept,
        points: own,
        note: note.clone(),
        by: act.caller.account,
        at: act.now,
    };
    match rows::insert_check(tx, &row).await {
        Err(StoreError::Duplicate) => return Err(StoreError::Race("a check").into()),
        other => other?,
    }
    act.audit(tx, "posts.check", ("holding", holding.id.0), &holding.path).await?;
    let subject = Some(("holding", holding.id.0));
    let (Outcome::Pays(paid), Some((book, asked))) = (outcome, scored) else {
        let kind = if check.kept { Kind::PostKept } else { Kind::PostNotKept };
        let params = [("post", post.name.as_str()), ("period", &period.to_string())];
        tell(tx, member.person, kind, subject, &params, act.now).await?;
        return Ok((outcome, None));
    };
    let deed = Deed {
        member: &member,
        source: posts::check_source(post.id, holding.member, paid),
        item: &post.item,
        rule_book: book.id,
        asked,
        deed_on,
        recorded_by: None,
        what: &format!("{}（{paid}）", post.name),
        reason: note.as_deref(),
        quantity: None,
        evidence: Vec::new(),
    };
    let entry = record(tx, act, deed).await?;
    let (period, points) = (paid.to_string(), entry.draft.points.to_string());
    let params = [("post", post.name.as_str()), ("period", &period), ("points", &points)];
    tell(tx, member.person, Kind::PostPaid, subject, &params, act.now).await?;
    Ok((outcome, Some(entry)))
}

/// What a kept period is worth to a member by the rule book in force.
fn worth(book: &Effective, item: &str, member: &Member, own: Option<Points>) -> Result<Points, Failure> {
    let item = book.book.item(item).filter(|item| pays_posts(item) && item.is_for(&member.standing.category));
    let item = item.ok_or(Code::PostNoItem)?;
    let asked = own.unwrap_or(item.min);
    if !item.allows(asked) {
        return Err(Refusal::PointsOutOfRange { min: item.min, max: item.max }.into());
    }
    Ok(asked)
}

fn result(
    act: &Act,
    id: HoldingId,
    checked: Result<(Outcome, Option<Entry>), Failure>,
) -> Result<CheckResultOut, Failure> {
    let language = act.meta.map_or(Language::Chinese, |meta| meta.language);
    let plain = CheckResultOut {
        holding_id: id.0,
        outcome: None,
        entry_id: None,
        points: None,
        asked_points: None,
        code: None,
        detail: None,
    };
    match checked {
        Ok((outcome, entry)) => {
            let (outcome, detail) = told(outcome);
            Ok(CheckResultOut {
                outcome: Some(outcome),
                entry_id: entry.as_ref().map(|entry| entry.draft.id.0),
                points: entry.as_ref().map(|entry| entry.draft.points.into()),
                asked_points: entry.as_ref().map(|entry| entry.draft.asked.into()),
                detail: detail.map(|detail| detail.in_language(language).to_owned()),
                ..plain
            })
        }
        Err(Failure::Refused(problem)) => {
            let code = problem.code();
            let detail = code.row().detail.in_language(language).to_owned();
            Ok(CheckResultOut { code: Some(code.as_str()), detail: Some(detail), ..plain })
        }
        Err(failure) => Err(failure),
    }
}

/// An outcome's code, and what it means where nothing was paid.
fn told(outcome: Outcome) -> (&'static str, Option<Text>) {
    match outcome {
        Outcome::Pays(_) => ("paid", None),
        Outcome::Waiting { left } => {
            let text = Text::fixed(
                "已登记，本周期还有 {} 次检查，全部达标后自动计分。",
                "Recorded: the points come by themselves once {} more checks were kept.",
            );
            ("waiting", Some(text.with(&left.to_string())))
        }
        Outcome::NotKept => {
            let text = Text::fixed(
                "已登记，本周期有未达标的检查，不计分。",
                "Recorded: the period was not kept throughout, so that it pays nothing.",
            );
            ("not_kept", Some(text))
        }
    }
}
