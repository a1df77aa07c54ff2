//! Reminding those who have not read.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::contents::{Refusal, State};
use xianfeng_domain::ids::ContentId;
use xianfeng_infra::contents as rows;
use xianfeng_infra::db::Tx;

use super::publish::shown;
use super::step;
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};
use crate::inbox::{Kind, tell_all};

/// How many were reminded.
#[derive(Debug, Serialize, ToSchema)]
pub struct RemindedOut {
    /// How many.
    pub reminded: usize,
}

/// Reminds those who have not read a content.
///
/// At most once a day.
#[utoipa::path(
    tag = "contents",
    params(("id" = Uuid, Path, description = "The content")),
    responses((status = 200, body = RemindedOut, description = "How many", example = json!({ "reminded": 8 }))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "content.not_found", "content.wrong_state", "content.reminded_today"
    ]))),
)]
#[post("/contents/{id}/reminders")]
pub(super) async fn remind_of_content(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    key: IdempotencyKey,
    id: PathId<ContentId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "contents.remind", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let reminded = remind(tx, &permit, &permit.reach, id.0).await?;
        Ok(Done::ok(RemindedOut { reminded }))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `content.not_found`, `content.wrong_state`, `content.reminded_today`.
async fn remind(tx: &Tx, act: &Act, reach: &Reach, id: ContentId) -> Result<usize, Failure> {
    let content = step::find(tx, reach, id).await?;
    if content.state != State::Published || shown(tx, vec![content.clone()]).await?.is_empty() {
        return Err(Refusal::WrongState { state: content.state }.into());
    }
    if !rows::remind(tx, id, act.today()).await? {
        return Err(Code::ContentRemindedToday.into());
    }
    let unread = rows::audience(tx, &content, act.today(), true).await?;
    let params = [("title", content.title.as_str())];
    tell_all(tx, &unread, Kind::ContentUnread, Some(("content", id.0)), &params, act.now).await?;
    act.audit(tx, "contents.remind", ("content", id.0), &content.path).await?;
    Ok(unread.len())
}
