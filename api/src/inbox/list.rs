//! Reading the own inbox.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::MessageId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::inbox as rows;

use super::wire::{MessageOut, message_example, message_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Problem};

/// Which messages.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InboxQuery {
    /// Only those not read yet, or only those read; all where absent.
    unread: Option<bool>,
}

impl Check for InboxQuery {}

/// A page of the inbox.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InboxOut {
    /// The messages.
    pub items: Vec<MessageOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// How many are unread.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnreadOut {
    /// Messages that the caller has not read.
    pub unread: u64,
}

/// Lists the caller's messages, the newest first.
///
/// Every step that concerns the caller is told here, member or not; what was read is kept for two years.
/// The texts are in the language that `Accept-Language` prefers.
#[utoipa::path(
    tag = "inbox",
    params(PageQuery, InboxQuery),
    responses((status = 200, body = InboxOut, description = "A page",
        example = json!({ "items": [message_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/me/inbox")]
pub(super) async fn list_my_messages(
    app: Data<App>,
    bound: Bound,
    list: ListParams<InboxQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(MessageId);
    let limit = u64::from(list.page.limit) + 1;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        Ok(rows::page(tx, bound.person, list.filter.unread, before, limit).await?)
    };
    let (found, next_cursor) = list.page.cut(app.database.read(read).await?, |message| message.id.0)?;
    let items = found.iter().map(|message| message_out(&bound, message)).collect();
    Ok(HttpResponse::Ok().json(InboxOut { items, next_cursor }))
}

/// Counts the caller's unread messages.
///
/// For the mark beside the inbox; small enough to ask for at every screen.
#[utoipa::path(
    tag = "inbox",
    responses((status = 200, body = UnreadOut, description = "How many", example = json!({ "unread": 3 }))),
    extensions(("x-error-codes" = json!(["auth.not_bound"]))),
)]
#[get("/me/inbox/unread")]
pub(super) async fn count_my_unread_messages(app: Data<App>, bound: Bound) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> { Ok(rows::unread(tx, bound.person).await?) };
    Ok(HttpResponse::Ok().json(UnreadOut { unread: app.database.read(read).await? }))
}
