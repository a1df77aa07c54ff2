//! Marking messages as read.
//!
//! Reading one's own messages leaves no line in the audit log: it is nobody's official act.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::{MessageId, PersonId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::inbox::{self as rows, Message};

use super::list::UnreadOut;
use super::wire::{MessageOut, message_example, message_out};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Problem};

/// Up to where.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReadThroughIn {
    /// The newest message that the caller has seen.
    pub through_id: Uuid,
}

impl Check for ReadThroughIn {}

/// Marks a message as read.
///
/// The first reading counts; reading it again changes nothing.
#[utoipa::path(
    tag = "inbox",
    params(("id" = Uuid, Path, description = "The message")),
    responses((status = 200, body = MessageOut, description = "The message now", example = json!(message_example()))),
    extensions(("x-error-codes" = json!(["message.not_found", "auth.not_bound"]))),
)]
#[post("/me/inbox/{id}/read")]
pub(super) async fn read_message(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<MessageId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "inbox.read", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let message = read(tx, &bound, bound.person, id.0, false).await?;
        Ok(Done::ok(message_out(&bound, &message)))
    };
    Ok(command.run(work).await?.into())
}

/// Marks all messages up to one as read.
///
/// That one included; what came since stays unread. Answers how many are left.
#[utoipa::path(
    tag = "inbox",
    request_body = ReadThroughIn,
    responses((status = 200, body = UnreadOut, description = "How many are left", example = json!({ "unread": 0 }))),
    extensions(("x-error-codes" = json!(["message.not_found", "auth.not_bound"]))),
)]
#[post("/me/inbox/read")]
pub(super) async fn read_messages(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    body: JsonBody<ReadThroughIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "inbox.read_through", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        read(tx, &bound, bound.person, MessageId(body.through_id), true).await?;
        Ok(Done::ok(UnreadOut { unread: rows::unread(tx, bound.person).await? }))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: a person reads a message, or all up to it. Another's is not there.
///
/// # Errors
/// `message.not_found`.
pub async fn read(tx: &Tx, act: &Act, person: PersonId, id: MessageId, through: bool) -> Result<Message, Failure> {
    rows::find(tx, person, id).await?.ok_or(Code::MessageNotFound)?;
    rows::read(tx, person, id, through, act.now).await?;
    Ok(rows::find(tx, person, id).await?.ok_or(Code::MessageNotFound)?)
}
