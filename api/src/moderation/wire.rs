//! Checks as who decides sees them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::FileId;
use xianfeng_domain::moderation::Subject;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::moderation::TextCheck;

use super::{media, words};
use crate::app::App;
use crate::http::wire::WireTime;
use crate::quarterly_audit::names_behind;

/// A text or picture that is checked before others see it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SafetyCheckOut {
    /// Its id.
    pub id: Uuid,
    /// What it is of: `pledge`, `content`, `picture`, `task` and others.
    pub subject: &'static str,
    /// The id of that; of the upload, for a picture; of these words, for what is written once they have passed.
    pub subject_id: Uuid,
    /// The whole text; empty for a picture, and for what was written into the record once it had passed.
    pub text: String,
    /// Where to look at the picture, for forty minutes; in the list alone.
    pub picture_url: Option<String>,
    /// Grows with each text: name it when you decide, so that you decide on what you have read.
    pub version: i64,
    /// `waiting`, `passed`, `held` or `refused`.
    pub check_state: &'static str,
    /// WeChat's label, such as `20006`, or why it gave none, such as `unavailable`.
    pub label: Option<String>,
    /// What that means.
    pub label_text: Option<&'static str>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Since when it waits.
    pub waiting_since: WireTime,
    /// Who decided; absent where it was WeChat.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<WireTime>,
    /// What was said.
    pub reason: Option<String>,
}

/// Checks for the wire, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn checks_out(
    app: &App,
    tx: &Tx,
    checks: Vec<TextCheck>,
    now: DateTime<Utc>,
) -> StoreResult<Vec<SafetyCheckOut>> {
    let accounts = checks.iter().flat_map(|check| [Some(check.author), check.decided_by]).flatten();
    let names = names_behind(tx, accounts).await?;
    let out = |check: TextCheck| {
        let (subject, id) = check.subject;
        SafetyCheckOut {
            id: check.id.0,
            subject: subject.code(),
            subject_id: id,
            picture_url: (subject == Subject::Picture).then(|| media::address(app, FileId(id), now)),
            text: check.text,
            version: check.version,
            check_state: check.state.code(),
            label_text: words::label(check.label.as_deref()),
            label: check.label,
            author: names.get(&check.author).cloned(),
            waiting_since: check.created_at.into(),
            decided_by: check.decided_by.and_then(|by| names.get(&by).cloned()),
            decided_at: check.decided_at.map(Into::into),
            reason: check.reason,
        }
    };
    Ok(checks.into_iter().map(out).collect())
}

/// One check for the wire, as a command answers it.
///
/// # Errors
/// The store's fault.
pub(super) async fn check_out(app: &App, tx: &Tx, check: TextCheck, now: DateTime<Utc>) -> StoreResult<SafetyCheckOut> {
    let out = checks_out(app, tx, vec![check], now).await?.pop();
    // Replies to commands are kept: no address that opens a door stands in them.
    let out = out.map(|out| SafetyCheckOut { picture_url: None, ..out });
    out.ok_or_else(|| StoreError::corrupt("a check vanished"))
}

/// The example in the document.
pub(super) fn check_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-0000000000a1", "subject": "pledge_progress",
        "subjectId": "018e0f6a-0000-7000-8000-0000000000a2", "text": "已修通一公里，加微信领奖", "pictureUrl": null,
        "version": 1, "checkState": "held", "label": "10001", "labelText": "微信提示：广告", "author": "王秀英",
        "waitingSince": "2024-03-01T09:00:00+08:00", "decidedBy": null, "decidedAt": null, "reason": null
    })
}
