//! Handing a content in.

use std::collections::BTreeSet;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::{Reach, Right, review_organization};
use xianfeng_domain::contents::{Content, Step, grams, normalized};
use xianfeng_domain::ids::{ContentId, PersonId};
use xianfeng_domain::moderation::Subject;
use xianfeng_infra::db::Tx;
use xianfeng_infra::evidence::{self, Holder};
use xianfeng_infra::{accounts, contents as rows};

use super::step;
use super::wire::{ContentOut, content_example, content_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::Problem;
use crate::inbox::{Kind, tell_all};
use crate::moderation;

/// Hands a content in.
///
/// Its words are fixed from now on: content safety looks at title, text and pictures, and somebody other than the author decides
/// on it, in the branch if there is anybody, else in the township.
#[utoipa::path(
    tag = "contents",
    params(("id" = Uuid, Path, description = "The content")),
    responses((status = 200, body = ContentOut, description = "The content now", example = json!(content_example()))),
    extensions(("x-error-codes" = json!(["content.not_found", "content.not_author", "content.wrong_state"]))),
)]
#[post("/contents/{id}/submit")]
pub(super) async fn submit_content(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    key: IdempotencyKey,
    id: PathId<ContentId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "contents.submit", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let content = submit(tx, &permit, &permit.reach, permit.person, id.0).await?;
        Ok(Done::ok(content_out(tx, &permit, &content, true).await?).within(&content.path))
    };
    let reply = command.run(work).await?;
    moderation::look(&app, Subject::Content, id.0.0).await;
    // What cannot be read now is looked at by the worker.
    let attached = async |tx: &Tx| evidence::of(tx, Holder::Content(id.0)).await;
    for picture in app.database.read(attached).await.unwrap_or_default() {
        moderation::look(&app, Subject::Picture, picture.id.0).await;
    }
    Ok(reply.into())
}

/// The use case; content safety is asked after the commit.
///
/// # Errors
/// `content.not_found`, `content.not_author`, `content.wrong_state`.
pub async fn submit(tx: &Tx, act: &Act, reach: &Reach, by: PersonId, id: ContentId) -> Result<Content, Failure> {
    let before = step::find_own(tx, reach, by, id).await?;
    let after = Content { submitted_at: Some(act.now), reason: None, ..step::after(&before, Step::Submit)? };
    step::save(tx, act, &before, &after, "contents.submit").await?;
    rows::index(tx, id, &grams(&normalized(&after.text()))).await?;
    moderation::submit(tx, act, Subject::Content, id.0, &after.path, &after.text()).await?;
    for picture in evidence::of(tx, Holder::Content(id)).await? {
        moderation::submit_picture(tx, act, picture.id, &after.path).await?;
    }
    let grants = accounts::grants_on_path(tx, &after.path).await?;
    let place = review_organization(&after.path, by, &grants);
    let there = grants.iter().filter(|grant| Some(grant.organization) == place && grant.role.allows(Right::Review));
    let others: BTreeSet<PersonId> = there.map(|grant| grant.person).filter(|person| *person != by).collect();
    let params = [("title", after.title.as_str())];
    tell_all(tx, &others, Kind::ContentWaits, Some(("content", id.0)), &params, act.now).await?;
    Ok(after)
}
