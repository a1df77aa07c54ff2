//! What a member reads.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::contents::Content;
use xianfeng_domain::ids::{ContentId, OrganizationId};
use xianfeng_domain::members::Member;
use xianfeng_domain::time::Day;
use xianfeng_infra::contents::{self as rows, ContentFilter};
use xianfeng_infra::db::{StoreResult, Tx};

use super::gather::{Among, after, check, filter, gather, place};
use super::get::reader;
use super::wire::{Beside, ContentLineOut, line_example};
use crate::app::App;
use crate::auth::AsMember;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::organizations::find_visible;

/// Which contents.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContentQuery {
    /// `notice`, `document`, `study`, `case` or `story`.
    kind: Option<String>,
    /// Whose title or text holds this, at most 50 characters; width, capitals and spaces make no difference.
    #[param(example = "主题党日")]
    query: Option<String>,
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
}

impl Check for ContentQuery {
    fn check(&self, faults: &mut Faults) {
        check(faults, self.kind.as_deref(), self.query.as_deref());
    }
}

/// A page of contents.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentsOut {
    /// The contents.
    pub items: Vec<ContentLineOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists what is published for the caller, the last published first.
///
/// For members: of the organizations on their branch's path, for their category, and what is for members away while
/// they are away. Says which of it the caller has read.
#[utoipa::path(
    tag = "contents",
    params(PageQuery, ContentQuery),
    responses((status = 200, body = ContentsOut, description = "A page",
        example = json!({ "items": [line_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found", "list.bad_cursor"]))),
)]
#[get("/contents")]
pub(super) async fn list_contents(
    app: Data<App>,
    member: AsMember,
    list: ListParams<ContentQuery>,
) -> Result<HttpResponse, Problem> {
    let after = after(&list.page)?;
    let asked = &list.filter;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match asked.organization_id {
            None => None,
            Some(id) => {
                let found = find_visible(tx, &member.caller, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let base = filter(&list.page, asked.kind.as_deref(), asked.query.as_deref());
        let filter = ContentFilter { organization, ..base };
        let reader = reader(tx, &member.member, member.today()).await?;
        let found = gather(tx, Among::Member(&reader), &filter, after).await?;
        let (found, next_cursor) = list.page.cut(found, place)?;
        let beside = Beside::load(tx, &member, &found, false).await?;
        Ok(ContentsOut { items: found.iter().map(|content| beside.line(content)).collect(), next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// The newest contents that are published for a member, and whether each is unread.
///
/// # Errors
/// The store's fault.
pub(crate) async fn newest(tx: &Tx, member: &Member, today: Day, most: u64) -> StoreResult<Vec<(Content, bool)>> {
    let filter = ContentFilter { limit: most, ..ContentFilter::default() };
    let reader = reader(tx, member, today).await?;
    let found = gather(tx, Among::Member(&reader), &filter, None).await?;
    let ids: Vec<ContentId> = found.iter().map(|content| content.id).collect();
    let own = rows::own(tx, member.id, &ids).await?;
    let unread = |content: Content| {
        let unread = !own.contains_key(&content.id);
        (content, unread)
    };
    Ok(found.into_iter().map(unread).collect())
}
