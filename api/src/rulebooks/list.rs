//! The versions that somebody adopted.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks;

use super::governing::find_governing;
use super::versions::{State, VersionOut, version_example};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};

/// Whose versions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct VersionsQuery {
    /// Who adopted them.
    organization_id: Uuid,
}

impl Check for VersionsQuery {}

/// A page of versions.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VersionsOut {
    /// The versions, the newest first.
    pub items: Vec<VersionOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the rule-book versions that an organization has adopted, the newest first.
///
/// In force, coming and superseded ones. An organization without any follows the book of the
/// nearest one above: see `GET /rulebooks/effective`.
#[utoipa::path(
    tag = "rulebooks",
    params(PageQuery, VersionsQuery),
    responses((status = 200, body = VersionsOut, description = "A page",
        example = json!({ "items": [version_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found"]))),
)]
#[get("/rulebooks")]
pub(super) async fn list_rulebooks(
    app: Data<App>,
    bound: Bound,
    list: ListParams<VersionsQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<i64>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let owner = find_governing(tx, &bound.caller, OrganizationId(list.filter.organization_id)).await?;
        let owner = owner.ok_or(Code::OrganizationNotFound)?;
        Ok(rulebooks::versions(tx, [owner.id]).await?)
    };
    let found = app.database.read(read).await?;
    let states = State::of_all(&found, bound.today());
    let with_states =
        found.iter().zip(states).filter(|(version, _)| before.is_none_or(|before| version.number < before));
    let (page, next_cursor) = list.page.cut(with_states.collect(), |(version, _)| version.number)?;
    let items = page.into_iter().map(|(version, state)| VersionOut::new(version, state)).collect();
    Ok(HttpResponse::Ok().json(VersionsOut { items, next_cursor }))
}
