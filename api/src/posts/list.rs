//! Posts, the newest first.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{GridId, OrganizationId, PostId};
use xianfeng_domain::posts::PostState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::posts as rows;

use super::wire::{PostOut, post_example};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::organizations::find_visible;

/// Which posts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PostQuery {
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
    /// In this grid.
    grid_id: Option<Uuid>,
    /// `open` or `closed`.
    state: Option<String>,
}

impl Check for PostQuery {
    fn check(&self, faults: &mut Faults) {
        if self.state.as_deref().is_some_and(|state| PostState::from_code(state).is_none()) {
            faults.add_limit("?state", FaultCode::NotOneOf, "open, closed");
        }
    }
}

/// A page of posts.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PostsOut {
    /// The posts.
    pub items: Vec<PostOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists posts and zones, the newest first.
///
/// Members see those of the organizations on their branch's path.
#[utoipa::path(
    tag = "posts",
    params(PageQuery, PostQuery),
    responses((status = 200, body = PostsOut, description = "A page",
        example = json!({ "items": [post_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor"]))),
)]
#[get("/posts")]
pub(super) async fn list_posts(
    app: Data<App>,
    bound: Bound,
    list: ListParams<PostQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(PostId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = find_visible(tx, &bound.caller, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let filter = rows::PostFilter {
            organization,
            grid: list.filter.grid_id.map(GridId),
            state: list.filter.state.as_deref().and_then(PostState::from_code),
            before,
            limit: u64::from(list.page.limit) + 1,
        };
        Ok(rows::page(tx, &bound.caller.reach(Right::Read), bound.caller.branch(), &filter).await?)
    };
    let posts = app.database.read(read).await?;
    let (posts, next_cursor) = list.page.cut(posts, |post| post.id.0)?;
    let items = posts.iter().map(PostOut::from).collect();
    Ok(HttpResponse::Ok().json(PostsOut { items, next_cursor }))
}
