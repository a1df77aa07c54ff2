//! One post.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::PostId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::posts as rows;

use super::wire::{PostOut, post_example};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// One post.
///
/// Members see those of the organizations on their branch's path.
#[utoipa::path(
    tag = "posts",
    params(("id" = Uuid, Path, description = "The post")),
    responses((status = 200, body = PostOut, description = "The post", example = json!(post_example()))),
    extensions(("x-error-codes" = json!(["post.not_found"]))),
)]
#[get("/posts/{id}")]
pub(super) async fn get_post(app: Data<App>, bound: Bound, id: PathId<PostId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        if let Some(post) = rows::find(tx, &bound.caller.reach(Right::Read), id.0).await? {
            return Ok(post);
        }
        let branch = bound.caller.branch().ok_or(Code::PostNotFound)?;
        Ok(rows::find_for_member(tx, branch, id.0).await?.ok_or(Code::PostNotFound)?)
    };
    let post = app.database.read(read).await?;
    Ok(HttpResponse::Ok().json(PostOut::from(&post)))
}
