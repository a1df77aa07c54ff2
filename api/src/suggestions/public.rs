//! What was answered for everybody.

use std::time::Duration;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::hidden::is_sensitive;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::moderation::CheckState;
use xianfeng_domain::suggestions::Suggestion;
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{organizations, suggestions as rows};

use super::wire::checks;
use crate::app::App;
use crate::failure::Failure;
use crate::http::extract::{Cursor, ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Code, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::WireDay;

/// How long anybody may keep the answer.
const KEPT: Duration = Duration::from_secs(60);

/// What the client has.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublicSuggestionsQuery {
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for PublicSuggestionsQuery {}

/// A page of answers.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicSuggestionsOut {
    /// The answers.
    pub items: Vec<PublicSuggestionOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
    /// Changes with everything else on this page.
    pub version: i64,
}

/// An answered suggestion as everybody reads it: neither its own words nor who made it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicSuggestionOut {
    /// What it is about.
    pub summary: String,
    /// `answered`, `adopted` or `declined`.
    pub outcome: &'static str,
    /// The answer.
    pub answer: String,
    /// The day of the answer.
    pub answered_on: WireDay,
}

/// Lists the suggestions that an organization and those above it have answered for everybody, the last answered first.
///
/// For anybody, without log-in. Members' and villagers' alike; nobody is named, and only what content safety has
/// passed is here.
#[utoipa::path(
    tag = "public",
    security(()),
    params(("id" = Uuid, Path, description = "A branch or township"), PageQuery, PublicSuggestionsQuery),
    responses((status = 200, body = PublicSuggestionsOut, description = "A page", example = json!({
        "items": [{ "summary": "在村口弯道加装凸面镜", "outcome": "adopted", "answer": "已联系交警大队，本月安装。",
            "answeredOn": "2024-03-05" }],
        "nextCursor": null, "version": 7
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor"]))),
)]
#[get("/public/organizations/{id}/suggestions")]
pub(super) async fn list_public_suggestions(
    app: Data<App>,
    request: HttpRequest,
    id: PathId<OrganizationId>,
    list: ListParams<PublicSuggestionsQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<(i64, Uuid)>()?;
    let after = after.and_then(|(micros, id)| Some((DateTime::<Utc>::from_timestamp_micros(micros)?, id)));
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = organizations::find_open(tx, id.0).await?.ok_or(Code::OrganizationNotFound)?;
        if is_sensitive(&organizations::on_path(tx, &organization.path).await?) {
            return Err(Code::OrganizationNotFound.into());
        }
        let found = rows::page_in_public(tx, &organization.path, after, u64::from(list.page.limit) + 1).await?;
        let checks = checks(tx, &found).await?;
        Ok((found, checks))
    };
    let (found, checks) = app.database.read(read).await?;
    let limit = usize::try_from(list.page.limit).unwrap_or(usize::MAX);
    let place =
        |suggestion: &Suggestion| (suggestion.decided_at.map_or(0, |at| at.timestamp_micros()), suggestion.id.0);
    let more = found.len() > limit;
    let next_cursor =
        found.iter().take(limit).next_back().filter(|_| more).map(|last| Cursor::encode(&place(last))).transpose()?;
    let passed = |suggestion: &&Suggestion| checks.get(&suggestion.id.0).copied().is_some_and(CheckState::is_shown);
    let items = found.iter().take(limit).filter(passed).filter_map(|suggestion| {
        Some(PublicSuggestionOut {
            summary: suggestion.summary.clone()?,
            outcome: suggestion.state.code(),
            answer: suggestion.answer.clone()?,
            answered_on: WireDay(day_of(suggestion.decided_at?)),
        })
    });
    let mut out = PublicSuggestionsOut { items: items.collect(), next_cursor, version: 0 };
    out.version = version_of(&out)?;
    let versioned = Versioned::new(out.version, Caching::Public(KEPT));
    Ok(versioned.unchanged(&request, list.filter.known_version).unwrap_or_else(|| versioned.answer(&out)))
}
