//! Messages on the wire.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_infra::inbox::Message;

use super::words::words;
use crate::auth::Act;
use crate::http::problem::Language;
use crate::http::wire::WireTime;

/// A message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageOut {
    /// Its id.
    pub id: Uuid,
    /// The stable code of its kind; there will be more.
    pub kind: String,
    /// The message in the caller's language.
    pub text: String,
    /// What it is about, for the screen to open.
    pub subject: Option<SubjectOut>,
    /// When.
    pub at: WireTime,
    /// When it was read.
    pub read_at: Option<WireTime>,
}

/// What a message is about.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectOut {
    /// The noun, such as `claim`.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
}

/// A message for the caller.
pub(crate) fn message_out(act: &Act, message: &Message) -> MessageOut {
    let language = act.meta.map_or(Language::Chinese, |meta| meta.language);
    MessageOut {
        id: message.id.0,
        kind: message.kind.clone(),
        text: words(&message.kind, &message.params, language),
        subject: message.subject.clone().map(|(kind, id)| SubjectOut { kind, id }),
        at: message.at.into(),
        read_at: message.read_at.map(Into::into),
    }
}

/// An example for the document.
pub(super) fn message_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000061", "kind": "claim.approved",
        "text": "“疫情防控走访”已通过审核，记 2 分。",
        "subject": { "kind": "claim", "id": "018e0f6a-0000-7000-8000-000000000007" },
        "at": "2024-03-01T17:00:00+08:00", "readAt": null
    })
}
