//! A draft on the wire.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::rulebook::DraftState;
use xianfeng_infra::rulebooks::Fault;
use xianfeng_infra::rulebooks::drafts::Draft;

use crate::http::problem::Faults;
use crate::http::wire::WireTime;

/// The most bytes of a body with a document: 1 MiB of text, and what JSON adds to it.
pub(super) const MOST_BYTES: usize = 3 * xianfeng_infra::rulebooks::LARGEST_DOCUMENT;

/// A draft, without its document.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DraftOut {
    /// Its id.
    pub id: Uuid,
    /// For whom it is.
    pub organization_id: Uuid,
    /// Its name, for those who work on it.
    pub name: String,
    /// `draft`, `checked`, `adopted` or `withdrawn`.
    pub state: &'static str,
    /// How many flaws the last check found; absent where the text has changed since.
    pub flaws: Option<u32>,
    /// The version that came of it.
    pub rule_book_id: Option<Uuid>,
    /// When it was begun.
    pub created_at: WireTime,
    /// When it was changed last.
    pub changed_at: WireTime,
    /// For `If-Match`.
    pub version: u64,
}

impl From<&Draft> for DraftOut {
    fn from(draft: &Draft) -> Self {
        Self {
            id: draft.id.0,
            organization_id: draft.owner.0,
            name: draft.name.clone(),
            state: draft.state.code(),
            flaws: draft.flaws,
            rule_book_id: draft.adopted_as.map(Into::into),
            created_at: draft.created_at.into(),
            changed_at: draft.changed_at.into(),
            version: draft.version,
        }
    }
}

/// What is wrong in a document, and where.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FlawOut {
    /// The path of the value in the document.
    #[schema(example = "items[3].points")]
    pub path: String,
    /// Which element of a list it is in, for who does not count from zero: its place and its name.
    #[schema(example = "第 4 个：志愿服务")]
    pub subject: Option<String>,
    /// What is wrong and what to write instead.
    pub message: String,
    /// The same in English.
    pub message_en: String,
}

impl From<Fault> for FlawOut {
    fn from(flaw: Fault) -> Self {
        Self { path: flaw.path, subject: flaw.subject, message: flaw.zh, message_en: flaw.en }
    }
}

/// The draft after a change: edited, so that it wants another check.
pub(super) fn edited(draft: &Draft) -> Draft {
    Draft { state: DraftState::Draft, flaws: None, checked_against: None, ..draft.clone() }
}

/// A name of a draft: 1 to 100 characters.
pub(super) fn check_name(faults: &mut Faults, name: &str) {
    faults.text("/name", name, 1..=100);
}

/// The example of a draft in the document.
pub(super) fn draft_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-00000000000a", "organizationId": "018e0f6a-0000-7000-8000-000000000001",
        "name": "2025年台账（讨论稿）", "state": "checked", "flaws": 0, "ruleBookId": null,
        "createdAt": "2024-11-01T09:00:00+08:00", "changedAt": "2024-11-20T16:30:00+08:00", "version": 7
    })
}
