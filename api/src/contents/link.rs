//! A link to a content, for short messages and groups.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::contents::{Refusal, State};
use xianfeng_domain::ids::ContentId;
use xianfeng_infra::contents as rows;
use xianfeng_infra::db::Tx;

use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};
use crate::messages::{LinkOut, link_example, link_for, link_out};

/// Makes a link that opens a content.
///
/// Only of what is published. Anybody may open it, inside WeChat or from a short message; what they see is up to who
/// they are. The same link is given until it nears its end.
#[utoipa::path(
    tag = "contents",
    params(("id" = Uuid, Path, description = "The content")),
    responses((status = 200, body = LinkOut, description = "The link", example = json!(link_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "content.not_found", "content.wrong_state", "wechat.busy", "wechat.unavailable",
        "rate.limited"
    ]))),
)]
#[post("/contents/{id}/link")]
pub(super) async fn link_content(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    key: IdempotencyKey,
    id: PathId<ContentId>,
) -> Result<HttpResponse, Problem> {
    let find = async |tx: &Tx| -> Result<_, Failure> {
        let content = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::ContentNotFound)?;
        match content.state {
            State::Published => Ok(content.path),
            state => Err(Refusal::WrongState { state }.into()),
        }
    };
    let path = app.database.read(find).await?;
    let command = Command::new(&app, &permit, "contents.link", &key, id.0, &())?;
    if let Some(first) = command.first_reply().await? {
        return Ok(first.into());
    }
    let link = link_for(&app, &app.settings.content_page, &format!("id={}", id.0)).await?;
    let work = async |tx: &Tx| {
        permit.audit(tx, "contents.link", ("content", id.0.0), &path).await?;
        Ok(Done::ok(link_out(link.clone())).within(&path))
    };
    Ok(command.run(work).await?.into())
}
