//! A member has read a content.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::ContentId;
use xianfeng_domain::members::Member;
use xianfeng_infra::contents::{self as rows, Own};
use xianfeng_infra::db::{StoreError, Tx};

use super::get::for_member;
use crate::app::App;
use crate::auth::{Act, AsMember};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireTime;

/// What the member says to it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReadIn {
    /// A short answer (心得), 1 to 500 characters. Only who manages the content reads it, so that content safety
    /// does not look at it.
    #[schema(example = "已学习，在外也按要求参加线上党课")]
    pub answer: Option<String>,
}

impl Check for ReadIn {
    fn check(&self, faults: &mut Faults) {
        if let Some(answer) = &self.answer {
            faults.text("/answer", answer, 1..=500);
        }
    }
}

/// The receipt.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentReceiptOut)]
pub struct ReceiptOut {
    /// When the member read it first.
    pub read_at: WireTime,
    /// What the member answered last.
    pub answer: Option<String>,
}

/// Notes that the caller has read a content.
///
/// For members of its audience; once and for all, however often it is sent. An answer may come later, and the last one
/// holds. Who manages the content sees who has read it.
#[utoipa::path(
    tag = "contents",
    params(("id" = Uuid, Path, description = "The content")),
    request_body = ReadIn,
    responses((status = 200, body = ReceiptOut, description = "The receipt",
        example = json!({ "readAt": "2024-03-02T20:00:00+08:00", "answer": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "content.not_found"]))),
)]
#[post("/contents/{id}/read")]
pub(super) async fn read_content(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    id: PathId<ContentId>,
    body: JsonBody<ReadIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &member, "contents.read", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let own = read(tx, &member, &member.member, id.0, &body.0).await?;
        Ok(Done::ok(ReceiptOut { read_at: own.read_at.into(), answer: own.answer }))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: one row a member, a unique key however many come at once.
///
/// # Errors
/// `content.not_found` for what is not published for the member.
pub async fn read(tx: &Tx, act: &Act, member: &Member, id: ContentId, said: &ReadIn) -> Result<Own, Failure> {
    let content = for_member(tx, member, act.today(), id).await?.ok_or(Code::ContentNotFound)?;
    rows::mark_read(tx, id, member.id, act.now).await?;
    if let Some(answer) = said.answer.as_deref() {
        rows::answer(tx, id, member.id, answer.trim(), act.now).await?;
    }
    act.audit(tx, "contents.read", ("content", id.0), &content.path).await?;
    let own = rows::own(tx, member.id, &[id]).await?.remove(&id);
    Ok(own.ok_or_else(|| StoreError::corrupt("a receipt that is not there"))?)
}
