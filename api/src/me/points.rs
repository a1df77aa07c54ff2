//! The caller's own points of a period (S0-4).

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ledger::{Entry, total_changes};
use xianfeng_domain::members::Member;
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger::{self as rows, MemberTotal};
use xianfeng_infra::{editions, members, organizations, rulebooks};

use crate::app::App;
use crate::auth::AsMember;
use crate::editions::is_provisional;
use crate::failure::Failure;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Problem};
use crate::http::wire::{WireDay, WirePeriod, WirePoints};
use crate::leaderboards::{period_or_running, reference_day};

/// Which period.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OwnPointsQuery {
    /// The running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024")]
    period: Option<WirePeriod>,
}

impl Check for OwnPointsQuery {}

/// The points of a period.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PeriodPointsOut {
    /// The period.
    pub period: WirePeriod,
    /// Its first day.
    pub start: WireDay,
    /// Its last day.
    pub end: WireDay,
    /// The days left after today; 0 once it is over.
    pub days_left: i64,
    /// The total: base, additions and deductions.
    pub total: WirePoints,
    /// Base points that belong to the period: a yearly base is in no quarter.
    pub base: WirePoints,
    /// What was gained beside the base.
    pub additions: WirePoints,
    /// What was deducted; zero or below.
    pub deductions: WirePoints,
    /// How many entries make it up: 0 tells no data from a total of zero.
    pub entries: i64,
}

/// The own points.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnPointsOut {
    /// Live figures, which still change: only a published notice is final.
    pub provisional: bool,
    /// The period's own.
    pub points: PeriodPointsOut,
    /// Those of its quarters or months. They add up to it, but for base points of the longer
    /// period.
    pub parts: Vec<PeriodPointsOut>,
}

/// The caller's own points of a period and its parts.
///
/// A year with its quarters, a quarter with its months.
#[utoipa::path(
    tag = "me",
    params(OwnPointsQuery),
    responses((status = 200, body = OwnPointsOut, description = "The points", example = json!({
        "provisional": true,
        "points": { "period": "2024", "start": "2024-01-01", "end": "2024-12-31", "daysLeft": 301, "total": 72.5,
            "base": 60, "additions": 14.5, "deductions": -2, "entries": 19 },
        "parts": [{ "period": "2024-Q1", "start": "2024-01-01", "end": "2024-03-31", "daysLeft": 26, "total": 12.5,
            "base": 0, "additions": 14.5, "deductions": -2, "entries": 18 }]
    }))),
    extensions(("x-error-codes" = json!(["period.not_found", "auth.not_bound", "auth.forbidden"]))),
)]
#[get("/me/points")]
pub(super) async fn my_points(
    app: Data<App>,
    member: AsMember,
    asked: QueryParams<OwnPointsQuery>,
) -> Result<HttpResponse, Problem> {
    let (own, today) = (&member.member, member.today());
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let period = period_or_running(tx, &own.standing.branch_path, asked.period, today).await?;
        points_of(tx, own, period, today).await
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// The points of a period, then those of its parts, under the rule book of where the member
/// stands for the period.
///
/// # Errors
/// The store's fault.
pub(crate) async fn points_of(tx: &Tx, own: &Member, period: Period, today: Day) -> Result<OwnPointsOut, Failure> {
    let day = reference_day(period, today);
    let standing = members::by_id(tx, &Reach::township_of(&own.standing.branch_path), own.id, day).await?;
    let path = standing.map_or_else(|| own.standing.branch_path.clone(), |member| member.standing.branch_path);
    // A part that has not begun has no figures to show.
    let parts: Vec<Period> = period.parts().into_iter().filter(|part| part.start() <= today).collect();
    let (mut totals, mut scoped) = (HashMap::new(), Vec::new());
    if let Some(book) = rulebooks::effective(tx, &path, day).await? {
        let periods: Vec<Period> = parts.iter().chain([&period]).copied().collect();
        totals = rows::totals_of_member(tx, own.id, book.owner, &periods).await?;
        scoped = rows::scoped(tx, own.id, book.owner, period).await?;
    }
    let figures = |period: Period| out(period, totals.get(&period).copied().unwrap_or_default(), &scoped, today);
    let township = organizations::township(tx, &path).await?;
    let edition = match &township {
        Some(township) => editions::shown_of(tx, township.id, period).await?,
        None => None,
    };
    let provisional = is_provisional(edition.as_ref());
    Ok(OwnPointsOut { provisional, points: figures(period), parts: parts.into_iter().map(figures).collect() })
}

fn out(period: Period, total: MemberTotal, scoped: &[Entry], today: Day) -> PeriodPointsOut {
    let changes = scoped.iter().flat_map(total_changes).filter(|change| change.period == period);
    let base: Points = changes.map(|change| change.additions).sum();
    PeriodPointsOut {
        period: WirePeriod(period),
        start: WireDay(period.start()),
        end: WireDay(period.last_day()),
        days_left: period.days_left(today),
        total: total.total.into(),
        base: base.into(),
        additions: (total.additions - base).into(),
        deductions: total.deductions.into(),
        entries: total.entries,
    }
}
