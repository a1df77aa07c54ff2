//! Approving a content, or sending it back.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::contents::{Content, Step, may_approve};
use xianfeng_domain::ids::{ContentId, PersonId};
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;

use super::publish::publish_if_due;
use super::step;
use super::wire::{ContentOut, WhyIn, content_example, content_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Faults, Problem};
use crate::inbox::{Kind, tell};

/// The approval.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ContentApproveIn)]
pub struct ApproveIn {
    /// Why the author approves it, where nobody else could: 1 to 500 characters, on record.
    pub reason: Option<String>,
}

impl Check for ApproveIn {
    fn check(&self, faults: &mut Faults) {
        if let Some(reason) = &self.reason {
            faults.text("/reason", reason, 1..=500);
        }
    }
}

/// Approves a content.
///
/// Nobody approves their own; where no other person could, not even in the township, its author says why. It is
/// published at once if content safety has passed it and its time has come, else as soon as both is so.
#[utoipa::path(
    tag = "contents",
    params(("id" = Uuid, Path, description = "The content")),
    request_body = ApproveIn,
    responses((status = 200, body = ContentOut, description = "The content now", example = json!(content_example()))),
    extensions(("x-error-codes" = json!([
        "content.not_found", "content.own", "content.reason_missing", "content.wrong_state"
    ]))),
)]
#[post("/contents/{id}/approve")]
pub(super) async fn approve_content(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<ContentId>,
    body: JsonBody<ApproveIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "contents.approve", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let reason = body.0.reason.as_deref();
        let content = approve(tx, &permit, &permit.reach, permit.person, id.0, reason).await?;
        Ok(Done::ok(content_out(tx, &permit, &content, true).await?).within(&content.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `content.not_found`, `content.own`, `content.reason_missing`, `content.wrong_state`.
pub async fn approve(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: ContentId,
    reason: Option<&str>,
) -> Result<Content, Failure> {
    let before = step::find(tx, reach, id).await?;
    let grants = accounts::grants_on_path(tx, &before.path).await?;
    may_approve(before.author, by, &grants, reason)?;
    let after = Content {
        decided_by: Some(act.caller.account),
        decided_at: Some(act.now),
        reason: reason.map(|reason| reason.trim().to_owned()),
        ..step::after(&before, Step::Approve)?
    };
    step::save(tx, act, &before, &after, "contents.approve").await?;
    publish_if_due(tx, act, after).await
}

/// Sends a content back to its author.
///
/// With a reason; the author changes it and hands it in again.
#[utoipa::path(
    tag = "contents",
    params(("id" = Uuid, Path, description = "The content")),
    request_body = WhyIn,
    responses((status = 200, body = ContentOut, description = "The content now", example = json!(content_example()))),
    extensions(("x-error-codes" = json!(["content.not_found", "content.wrong_state"]))),
)]
#[post("/contents/{id}/return")]
pub(super) async fn return_content(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<ContentId>,
    body: JsonBody<WhyIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "contents.return", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let content = send_back(tx, &permit, &permit.reach, permit.person, id.0, &body.0.reason).await?;
        Ok(Done::ok(content_out(tx, &permit, &content, true).await?).within(&content.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case. An author may take their own back this way.
///
/// # Errors
/// `content.not_found`, `content.wrong_state`.
pub async fn send_back(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: ContentId,
    reason: &str,
) -> Result<Content, Failure> {
    let before = step::find(tx, reach, id).await?;
    let after = Content {
        decided_by: Some(act.caller.account),
        decided_at: Some(act.now),
        reason: Some(reason.trim().to_owned()),
        ..step::after(&before, Step::Return)?
    };
    step::save(tx, act, &before, &after, "contents.return").await?;
    if after.author != by {
        let params = [("title", after.title.as_str())];
        tell(tx, after.author, Kind::ContentReturned, Some(("content", id.0)), &params, act.now).await?;
    }
    Ok(after)
}
