//! A member's points of a period by aspect: base points, each aspect of the rule book, zeroings (S4-2).

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::ledger::{Entry, EntryKind};
use xianfeng_domain::members::Member;
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::{ledger, members, rulebooks};

use super::asked::{period_or_running, reference_day};
use crate::app::App;
use crate::auth::{Bound, Caller};
use crate::failure::Failure;
use crate::http::extract::{PathId, QueryParams};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::{WirePeriod, WirePoints};

/// Which period.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AspectsQuery {
    /// The running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024-03")]
    period: Option<WirePeriod>,
}

impl Check for AspectsQuery {}

/// The points of a period by aspect.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AspectsOut {
    /// The member.
    pub member_id: Uuid,
    /// The period.
    pub period: WirePeriod,
    /// The period's total: what the items add up to.
    pub total: WirePoints,
    /// Base points first, then the aspects in the order in which they came up.
    pub items: Vec<AspectOut>,
}

/// The points of one aspect.
#[derive(Debug, Serialize, ToSchema)]
pub struct AspectOut {
    /// `base`, `aspect` or `zeroing`.
    pub kind: &'static str,
    /// The aspect as the rule book names it; absent for base points and zeroings.
    pub aspect: Option<String>,
    /// What its entries hold, corrections included.
    pub points: WirePoints,
}

/// Shows a member's points of a period by aspect.
///
/// Base points, the aspects of the rule book and zeroings, adding up to the period's total. For the
/// member, and within reach.
#[utoipa::path(
    tag = "leaderboards",
    params(("id" = Uuid, Path, description = "The member"), AspectsQuery),
    responses((status = 200, body = AspectsOut, description = "The points", example = json!({
        "memberId": "018e0f6a-0000-7000-8000-000000000004", "period": "2024", "total": 72.5,
        "items": [{ "kind": "base", "aspect": null, "points": 60 },
            { "kind": "aspect", "aspect": "志愿服务", "points": 14.5 },
            { "kind": "aspect", "aspect": "组织生活", "points": -2 }]
    }))),
    extensions(("x-error-codes" = json!(["member.not_found", "period.not_found", "auth.not_bound"]))),
)]
#[get("/leaderboards/members/{id}/aspects")]
pub(super) async fn show_aspects(
    app: Data<App>,
    bound: Bound,
    id: PathId<MemberId>,
    asked: QueryParams<AspectsQuery>,
) -> Result<HttpResponse, Problem> {
    let today = bound.today();
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let member = readable(tx, &bound.caller, id.0, today).await?;
        let period = period_or_running(tx, &member.standing.branch_path, asked.period, today).await?;
        Ok(aspects(tx, &member, period, today).await?)
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// The member, if it is the caller or within the caller's reach.
///
/// # Errors
/// [`Code::MemberNotFound`] for anybody else.
pub(crate) async fn readable(tx: &Tx, caller: &Caller, id: MemberId, today: Day) -> Result<Member, Failure> {
    if let Some(own) = caller.member.as_ref().filter(|own| own.id == id) {
        return Ok(own.clone());
    }
    Ok(members::by_id(tx, &caller.reach(Right::Read), id, today).await?.ok_or(Code::MemberNotFound)?)
}

/// The use case: under the rule book of where the member stands for the period.
///
/// # Errors
/// The store's fault.
pub(crate) async fn aspects(tx: &Tx, member: &Member, period: Period, today: Day) -> StoreResult<AspectsOut> {
    let day = reference_day(period, today);
    let standing = members::by_id(tx, &Reach::township_of(&member.standing.branch_path), member.id, day).await?;
    let path = standing.map_or_else(|| member.standing.branch_path.clone(), |then| then.standing.branch_path);
    let mut items: Vec<AspectOut> = Vec::new();
    if let Some(book) = rulebooks::effective(tx, &path, day).await? {
        for entry in ledger::of_period(tx, member.id, book.owner, period).await? {
            let (kind, aspect) = aspect(tx, &entry).await?;
            let points = entry.draft.points;
            match items.iter_mut().find(|item| (item.kind, &item.aspect) == (kind, &aspect)) {
                Some(item) => item.points.0 += points,
                None => items.push(AspectOut { kind, aspect, points: points.into() }),
            }
        }
    }
    items.sort_by_key(|item| item.kind != "base");
    let total: Points = items.iter().map(|item| item.points.0).sum();
    Ok(AspectsOut { member_id: member.id.0, period: WirePeriod(period), total: total.into(), items })
}

/// What an entry belongs to, by the rule version that it was scored under. A correction belongs
/// where its original does: it names the same item.
async fn aspect(tx: &Tx, entry: &Entry) -> StoreResult<(&'static str, Option<String>)> {
    let draft = &entry.draft;
    if matches!(draft.kind, EntryKind::Zeroing | EntryKind::Veto | EntryKind::Lifting) {
        return Ok(("zeroing", None));
    }
    let Some(code) = &draft.item else { return Ok(("base", None)) };
    let book = rulebooks::find(tx, draft.rule_book).await?;
    let item = book.as_ref().and_then(|book| book.item(code));
    let item = item.ok_or_else(|| StoreError::corrupt(format!("no item {code} in a rule book")))?;
    Ok(("aspect", Some(item.aspect.clone())))
}
