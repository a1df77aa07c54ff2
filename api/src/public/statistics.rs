//! The statistics of activity for anybody (S0-14).

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::statistics::Figures;
use xianfeng_domain::time::{Day, day_of};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{editions, organizations};

use super::figures::published;
use super::leaderboard::KEPT;
use crate::app::App;
use crate::editions::is_provisional;
use crate::failure::Failure;
use crate::http::extract::{Cursor, ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::{WirePeriod, WireTime};
use crate::leaderboards::period_or_running;
use crate::statistics::{By, FiguresOut, StatisticRowOut, Statistics, figures_out, load, rows_out, statistics_example};

/// Which statistics.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublicStatisticsQuery {
    /// The running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
    /// `item`, `branch` or `month`; by item where absent.
    #[serde(default)]
    #[param(inline, required = false, example = "item")]
    by: By,
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for PublicStatisticsQuery {}

/// A page of public statistics.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicStatisticsOut {
    /// Whose.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// The period.
    pub period: WirePeriod,
    /// Figures that still change, or that are closed and not yet published.
    pub provisional: bool,
    /// Everything written until then is in it.
    pub as_of: WireTime,
    /// Changes with everything else on this page.
    pub version: i64,
    /// `item`, `branch` or `month`.
    by: By,
    /// The whole, on every page.
    totals: FiguresOut,
    /// The rows.
    items: Vec<StatisticRowOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

fn example() -> serde_json::Value {
    let mut example = statistics_example();
    if let Some(fields) = example.as_object_mut() {
        fields.insert("provisional".to_owned(), true.into());
        fields.insert("asOf".to_owned(), "2024-03-05T17:00:00+08:00".into());
        fields.insert("version".to_owned(), 7.into());
    }
    example
}

/// What was done in a place and time, for anybody.
///
/// Once the organization or its township has approved publication; sensitive organizations are left out without a
/// mark, and how many persons did something is told from three on.
#[utoipa::path(
    tag = "public",
    security(()),
    params(("id" = Uuid, Path, description = "A branch or township"), PageQuery, PublicStatisticsQuery),
    responses((status = 200, body = PublicStatisticsOut, description = "A page", example = json!(example()))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "leaderboard.not_found", "period.not_found", "public.not_approved", "list.bad_cursor"
    ]))),
)]
#[get("/public/organizations/{id}/statistics")]
pub(super) async fn show_public_statistics(
    app: Data<App>,
    request: HttpRequest,
    id: PathId<OrganizationId>,
    list: ListParams<PublicStatisticsQuery>,
) -> Result<HttpResponse, Problem> {
    let now = app.clock.now();
    let after: usize = list.page.after()?.unwrap_or_default();
    let asked = &list.filter;
    let read = async |tx: &Tx| public_statistics(tx, id.0, asked.period, day_of(now)).await;
    let (found, provisional) = app.database.read(read).await?;
    let all = rows_out(&found, asked.by, true);
    let end = after.saturating_add(usize::try_from(list.page.limit).unwrap_or(usize::MAX));
    let more = end < all.len();
    let items = all.into_iter().take(end).skip(after).collect();
    let mut out = PublicStatisticsOut {
        organization_id: found.organization.id.0,
        organization_name: found.organization.name.clone(),
        period: WirePeriod(found.period),
        provisional,
        as_of: DateTime::UNIX_EPOCH.into(),
        version: 0,
        by: asked.by,
        totals: figures_out(&Figures::of(&found.activities), true),
        items,
        next_cursor: more.then(|| Cursor::encode(&end)).transpose()?,
    };
    out.version = version_of(&out)?;
    out.as_of = now.into();
    let versioned = Versioned::new(out.version, Caching::Public(KEPT));
    Ok(versioned.unchanged(&request, asked.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

/// What the public sees, and whether it still changes.
///
/// # Errors
/// As `published`, and `period.not_found`.
pub(crate) async fn public_statistics(
    tx: &Tx,
    id: OrganizationId,
    asked: Option<WirePeriod>,
    today: Day,
) -> Result<(Statistics, bool), Failure> {
    let (organization, _) = published(tx, id).await?;
    let period = period_or_running(tx, &organization.path, asked, today).await?;
    let township = organizations::township(tx, &organization.path).await?;
    let edition = match township {
        Some(township) => editions::shown_of(tx, township.id, period).await?,
        None => None,
    };
    let provisional = is_provisional(edition.as_ref());
    Ok((load(tx, organization, period, today, true).await?, provisional))
}
