//! Who claimed or holds a post.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::{HoldingId, PostId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::posts as rows;

use super::wire::{HoldingOut, holding_example, holdings_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Code, Problem};

/// A page of holders.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HoldersOut {
    /// Claims and tenures, past ones too.
    pub items: Vec<HoldingOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists who claimed, holds or held a post, the newest first.
///
/// Reading it is written to the audit log.
#[utoipa::path(
    tag = "posts",
    params(("id" = Uuid, Path, description = "The post"), PageQuery),
    responses((status = 200, body = HoldersOut, description = "A page",
        example = json!({ "items": [holding_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["post.not_found", "list.bad_cursor"]))),
)]
#[get("/posts/{id}/holders")]
pub(super) async fn list_post_holders(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<PostId>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(HoldingId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let post = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::PostNotFound)?;
        let found = rows::holdings(tx, post.id, before, u64::from(list.page.limit) + 1).await?;
        Ok((holdings_out(tx, &found).await?, post.path))
    };
    let (found, path) = app.database.read(read).await?;
    permit.disclosed(&app, "posts.holders", Some(("post", id.0.0)), Some(path)).await?;
    let (items, next_cursor) = list.page.cut(found, |holding| holding.id)?;
    Ok(HttpResponse::Ok().json(HoldersOut { items, next_cursor }))
}
