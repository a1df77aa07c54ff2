//! Changing a draft.

use actix_web::web::Data;
use actix_web::{HttpResponse, put};
use xianfeng_domain::contents::Step;
use xianfeng_domain::ids::ContentId;
use xianfeng_infra::db::Tx;

use super::create::TextIn;
use super::step;
use super::wire::{ContentOut, content_example, content_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Code, Problem};

/// Changes a draft, or what was sent back.
///
/// For its author. What was handed in, or seen by readers, never changes: take it down, copy it, hand the copy in.
#[utoipa::path(
    tag = "contents",
    params(("id" = Uuid, Path, description = "The content")),
    request_body = TextIn,
    responses((status = 200, body = ContentOut, description = "The draft now", example = json!(content_example()))),
    extensions(("x-error-codes" = json!([
        "content.not_found", "content.not_author", "content.wrong_state", "version.stale", "rulebook.not_found",
        "file.not_found"
    ]))),
)]
#[put("/contents/{id}")]
pub(super) async fn edit_content(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    key: IdempotencyKey,
    id: PathId<ContentId>,
    version: IfMatch,
    body: JsonBody<TextIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "contents.edit", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let before = step::find_own(tx, &permit.reach, permit.person, id.0).await?;
        if u64::try_from(version.0) != Ok(before.version) {
            return Err(Problem::new(Code::VersionStale).member("currentVersion", before.version).into());
        }
        let content = body.0.on(tx, &permit, step::after(&before, Step::Edit)?).await?;
        step::save(tx, &permit, &before, &content, "contents.edit").await?;
        body.0.attach(tx, &permit, content.id).await?;
        Ok(Done::ok(content_out(tx, &permit, &content, true).await?).within(&content.path))
    };
    Ok(command.run(work).await?.into())
}
