//! Taking a content down.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::contents::{Content, Step};
use xianfeng_domain::ids::{ContentId, PersonId};
use xianfeng_infra::db::Tx;

use super::step;
use super::wire::{ContentOut, WhyIn, content_example, content_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::Problem;
use crate::inbox::{Kind, tell};

/// Takes a content down.
///
/// With a reason, for good: nobody sees it from now on but who manages it, nor its pictures, nor its title in a
/// message. Who has read it stays on
/// record.
#[utoipa::path(
    tag = "contents",
    params(("id" = Uuid, Path, description = "The content")),
    request_body = WhyIn,
    responses((status = 200, body = ContentOut, description = "The content now", example = json!(content_example()))),
    extensions(("x-error-codes" = json!(["content.not_found", "content.wrong_state"]))),
)]
#[post("/contents/{id}/take-down")]
pub(super) async fn take_content_down(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    key: IdempotencyKey,
    id: PathId<ContentId>,
    body: JsonBody<WhyIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "contents.take_down", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let content = take_down(tx, &permit, &permit.reach, permit.person, id.0, &body.0.reason).await?;
        Ok(Done::ok(content_out(tx, &permit, &content, true).await?).within(&content.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `content.not_found`, `content.wrong_state`.
pub async fn take_down(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: ContentId,
    reason: &str,
) -> Result<Content, Failure> {
    let before = step::find(tx, reach, id).await?;
    let after = Content {
        reason: Some(reason.trim().to_owned()),
        taken_down_at: Some(act.now),
        ..step::after(&before, Step::TakeDown)?
    };
    step::save(tx, act, &before, &after, "contents.take_down").await?;
    if after.author != by {
        let params = [("title", after.title.as_str())];
        tell(tx, after.author, Kind::ContentTakenDown, Some(("content", id.0)), &params, act.now).await?;
    }
    Ok(after)
}
