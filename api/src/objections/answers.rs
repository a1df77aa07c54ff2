//! The answers, which are published with the notice.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{ClosingId, EditionId};
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::objections::Objection;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{moderation, objections as rows};

use super::make::edition;
use crate::app::App;
use crate::failure::Failure;
use crate::http::extract::{Cursor, ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Code, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::WireDay;

/// How long anybody may keep the answer.
const KEPT: Duration = Duration::from_secs(60);

/// In the place of an answer that content safety has not passed: the outcome stands all the same.
const UNREAD: &str = "答复内容正在审核，审核后公布。";

/// A decided objection as everybody reads it: neither its text nor who objected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerOut {
    /// The number of the edition that it was against.
    pub edition: u32,
    /// The township or branch whose notice was read.
    pub organization_id: Uuid,
    /// The row's number there, in that edition.
    pub row: u32,
    /// `upheld`, `refused` or `carried`.
    #[schema(example = "upheld")]
    pub outcome: &'static str,
    /// The answer; a sentence in its place until content safety has passed it.
    pub answer: String,
    /// The day of the decision.
    pub decided_on: WireDay,
    /// The number of the edition that the correction made.
    pub edition_made: Option<u32>,
}

/// The answers of a closing, the first decided first: for the notice, whichever edition it shows.
/// Those about rows that are on no public list are left out; with a branch, those about others' rows.
///
/// # Errors
/// The store's fault.
pub(crate) async fn answers(tx: &Tx, closing: ClosingId, branch: Option<&Organization>) -> StoreResult<Vec<AnswerOut>> {
    let about = |objection: &Objection| {
        branch.is_none_or(|branch| objection.organization == branch.id || objection.path == branch.path)
    };
    let decided: Vec<Objection> = rows::answers(tx, closing).await?.into_iter().filter(about).collect();
    let ids: Vec<Uuid> = decided.iter().map(|objection| objection.id.0).collect();
    let checks = moderation::states(tx, Subject::ObjectionAnswer, &ids).await?;
    let answers = decided.into_iter().filter_map(|objection| {
        // What was answered before there was content safety stands as it was published.
        let shown = checks.get(&objection.id.0).is_none_or(|state| state.is_shown());
        Some(AnswerOut {
            edition: objection.edition_number,
            organization_id: objection.organization.0,
            row: objection.row?,
            outcome: objection.state.code(),
            answer: objection.answer.map(|answer| if shown { answer } else { UNREAD.to_owned() })?,
            decided_on: WireDay(day_of(objection.decided_at?)),
            edition_made: objection.edition_made,
        })
    });
    Ok(answers.collect())
}

/// Which answers.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AnswersQuery {
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for AnswersQuery {}

/// A page of answers.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswersOut {
    /// The answers.
    pub items: Vec<AnswerOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
    /// Changes with everything else on this page.
    pub version: i64,
}

/// Lists the answers to objections against a published edition.
///
/// For everybody: of all editions of its period, the first decided first. What is not decided, was set
/// aside or withdrawn is not here, and the text of an objection never is.
#[utoipa::path(
    tag = "objections",
    security(()),
    params(("id" = Uuid, Path, description = "The edition"), PageQuery, AnswersQuery),
    responses((status = 200, body = AnswersOut, description = "A page", example = json!({
        "items": [answer_example()], "nextCursor": null, "version": 7
    }))),
    extensions(("x-error-codes" = json!(["edition.not_found", "list.bad_cursor"]))),
)]
#[get("/public/editions/{id}/objections")]
pub(super) async fn list_public_answers(
    app: Data<App>,
    request: HttpRequest,
    id: PathId<EditionId>,
    list: ListParams<AnswersQuery>,
) -> Result<HttpResponse, Problem> {
    // Answers are added at the end only: how many were shown says where to go on, and names nobody.
    let shown: usize = list.page.after()?.unwrap_or_default();
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (_, closing) = edition(tx, id.0).await?;
        closing.published_on.ok_or(Code::EditionNotFound)?;
        Ok(answers(tx, closing.id, None).await?)
    };
    let all = app.database.read(read).await?;
    let limit = usize::try_from(list.page.limit).unwrap_or(usize::MAX);
    let items: Vec<AnswerOut> = all.iter().skip(shown).take(limit).cloned().collect();
    let next = shown.saturating_add(items.len());
    let next_cursor = (next < all.len()).then(|| Cursor::encode(&next)).transpose()?;
    let mut out = AnswersOut { items, next_cursor, version: 0 };
    out.version = version_of(&out)?;
    let versioned = Versioned::new(out.version, Caching::Public(KEPT));
    Ok(versioned.unchanged(&request, list.filter.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

/// The example of the document.
pub(crate) fn answer_example() -> serde_json::Value {
    serde_json::json!({
        "edition": 1, "organizationId": "018e0f6a-0000-7000-8000-000000000002", "row": 3, "outcome": "upheld",
        "answer": "经核实，该次巡山重复登记，已更正。", "decidedOn": "2024-04-05", "editionMade": 2
    })
}
