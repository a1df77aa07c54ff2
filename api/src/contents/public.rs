//! What the villagers read.

use std::time::Duration;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::contents::Content;
use xianfeng_domain::hidden::is_sensitive;
use xianfeng_domain::ids::{ContentId, OrganizationId};
use xianfeng_domain::organizations::Organization;
use xianfeng_infra::contents::{self as rows, ContentFilter, Position};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;

use super::gather::{Among, after, check, filter, gather, place};
use super::publish::shown;
use super::wire::excerpt;
use crate::app::App;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId, QueryParams};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::WireTime;

/// Asked again each time, so that what is taken down is gone at once.
pub(crate) const KEPT: Duration = Duration::ZERO;

/// Which contents.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublicContentQuery {
    /// `notice`, `document`, `study`, `case` or `story`.
    kind: Option<String>,
    /// Whose title or text holds this, at most 50 characters.
    query: Option<String>,
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for PublicContentQuery {
    fn check(&self, faults: &mut Faults) {
        check(faults, self.kind.as_deref(), self.query.as_deref());
    }
}

/// What the client has.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct KnownContentQuery {
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for KnownContentQuery {}

/// A page of contents.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicContentsOut {
    /// The organization that was asked for.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// The contents, its own and those from above.
    pub items: Vec<PublicLineOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
    /// Changes with everything else on this page.
    pub version: i64,
}

/// A content in the public list; no person is named.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicLineOut {
    /// Its id.
    pub id: Uuid,
    /// Whose it is, by name.
    pub organization_name: String,
    /// `notice`, `document`, `study`, `case` or `story`.
    pub kind: &'static str,
    /// The title.
    pub title: String,
    /// The text's first 80 characters.
    pub excerpt: String,
    /// When it was published.
    pub published_at: Option<WireTime>,
}

/// A content for everybody.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicContentOut {
    /// What stands in the list.
    #[serde(flatten)]
    pub line: PublicLineOut,
    /// The text, in paragraphs; plain text, never HTML.
    pub body: String,
    /// Changes with everything else.
    pub version: i64,
}

/// A content that everybody may read, and whose it is.
#[derive(Debug)]
pub(crate) struct PublicContent {
    /// The content.
    pub(crate) content: Content,
    /// Whose it is, by name.
    pub(crate) from: String,
}

/// What everybody may read of an organization.
#[derive(Debug)]
pub(crate) struct PublicContents {
    /// The organization.
    pub(crate) organization: Organization,
    /// Its contents and those from above, the last published first.
    pub(crate) contents: Vec<PublicContent>,
}

impl From<&PublicContent> for PublicLineOut {
    fn from(PublicContent { content, from }: &PublicContent) -> Self {
        Self {
            id: content.id.0,
            organization_name: from.clone(),
            kind: content.kind.code(),
            title: content.title.clone(),
            excerpt: excerpt(&content.body),
            published_at: content.published_at.map(Into::into),
        }
    }
}

/// The public contents of an organization and of what lies above it.
///
/// # Errors
/// `organization.not_found`, also for what is sensitive.
pub(crate) async fn public_contents(
    tx: &Tx,
    id: OrganizationId,
    filter: &ContentFilter,
    after: Option<Position>,
) -> Result<PublicContents, Failure> {
    let organization = organizations::find_open(tx, id).await?.ok_or(Code::OrganizationNotFound)?;
    let on_path = organizations::on_path(tx, &organization.path).await?;
    if is_sensitive(&on_path) {
        return Err(Code::OrganizationNotFound.into());
    }
    let found = gather(tx, Among::Public(&organization.path), filter, after).await?;
    let from = |content: &Content| {
        let own = on_path.iter().find(|organization| organization.id == content.organization);
        own.map(|organization| organization.name.clone()).unwrap_or_default()
    };
    let contents = found.into_iter().map(|content| PublicContent { from: from(&content), content }).collect();
    Ok(PublicContents { organization, contents })
}

/// One content for everybody.
///
/// # Errors
/// `content.not_found`, also for what is not public, not passed or taken down.
pub(crate) async fn public_content(tx: &Tx, id: ContentId) -> Result<PublicContent, Failure> {
    let found = rows::find_in_public(tx, id).await?;
    let content = shown(tx, found.into_iter().collect()).await?.pop().ok_or(Code::ContentNotFound)?;
    let on_path = organizations::on_path(tx, &content.path).await?;
    let organization = on_path.last().filter(|_| !is_sensitive(&on_path)).ok_or(Code::ContentNotFound)?;
    Ok(PublicContent { from: organization.name.clone(), content })
}

/// Lists what an organization and those above it have published for everybody, the last published first.
///
/// For anybody, without log-in; nobody is named. What is taken down is gone at the next request.
#[utoipa::path(
    tag = "public",
    security(()),
    params(("id" = Uuid, Path, description = "A branch or township"), PageQuery, PublicContentQuery),
    responses((status = 200, body = PublicContentsOut, description = "A page", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "organizationName": "赤石桥村党支部",
        "items": [{ "id": "018e0f6a-0000-7000-8000-000000000061", "organizationName": "赤石桥村党支部",
            "kind": "story", "title": "雪夜里的一盏灯", "excerpt": "大年三十的晚上，雪下得正紧……",
            "publishedAt": "2024-03-01T10:00:00+08:00" }],
        "nextCursor": null, "version": 7
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor"]))),
)]
#[get("/public/organizations/{id}/contents")]
pub(super) async fn list_public_contents(
    app: Data<App>,
    request: HttpRequest,
    id: PathId<OrganizationId>,
    list: ListParams<PublicContentQuery>,
) -> Result<HttpResponse, Problem> {
    let after = after(&list.page)?;
    let filter = filter(&list.page, list.filter.kind.as_deref(), list.filter.query.as_deref());
    let read = async |tx: &Tx| public_contents(tx, id.0, &filter, after).await;
    let found = app.database.read(read).await?;
    let (contents, next_cursor) = list.page.cut(found.contents, |found| place(&found.content))?;
    let mut out = PublicContentsOut {
        organization_id: found.organization.id.0,
        organization_name: found.organization.name,
        items: contents.iter().map(PublicLineOut::from).collect(),
        next_cursor,
        version: 0,
    };
    out.version = version_of(&out)?;
    let versioned = Versioned::new(out.version, Caching::Public(KEPT));
    Ok(versioned.unchanged(&request, list.filter.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

/// One content that is published for everybody.
///
/// For anybody, without log-in; the author is not named. Pictures are for members only.
#[utoipa::path(
    tag = "public",
    security(()),
    params(("id" = Uuid, Path, description = "The content"), KnownContentQuery),
    responses((status = 200, body = PublicContentOut, description = "The content", example = json!({
        "id": "018e0f6a-0000-7000-8000-000000000061", "organizationName": "赤石桥村党支部", "kind": "story",
        "title": "雪夜里的一盏灯", "excerpt": "大年三十的晚上，雪下得正紧……",
        "publishedAt": "2024-03-01T10:00:00+08:00", "body": "大年三十的晚上，雪下得正紧……", "version": 7
    }))),
    extensions(("x-error-codes" = json!(["content.not_found"]))),
)]
#[get("/public/contents/{id}")]
pub(super) async fn show_public_content(
    app: Data<App>,
    request: HttpRequest,
    id: PathId<ContentId>,
    query: QueryParams<KnownContentQuery>,
) -> Result<HttpResponse, Problem> {
    let found = app.database.read(async |tx: &Tx| public_content(tx, id.0).await).await?;
    let mut out = PublicContentOut { line: PublicLineOut::from(&found), body: found.content.body.clone(), version: 0 };
    out.version = version_of(&out)?;
    let versioned = Versioned::new(out.version, Caching::Public(KEPT));
    Ok(versioned.unchanged(&request, query.known_version).unwrap_or_else(|| versioned.answer(&out)))
}
