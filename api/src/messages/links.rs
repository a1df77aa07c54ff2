//! Links that open a page of the mini-program from a short message or a web page.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use xianfeng_infra::db::Tx;
use xianfeng_infra::messages as rows;
use xianfeng_infra::wechat::{LONGEST_LINK_DAYS, PageLink, WeChatError};

use crate::app::App;
use crate::failure::Failure;
use crate::http::problem::{Code, Problem};
use crate::http::wire::WireTime;

/// A link that lives less long is made anew: who gets it should have time to tap it.
const LIVES_AT_LEAST: TimeDelta = TimeDelta::days(3);

/// A link.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LinkOut {
    /// The link; anybody may open it.
    pub url: String,
    /// Until when.
    pub expires_at: WireTime,
}

/// The link to a page with a query such as `id=…`. The platform makes so many a day only: one is kept and given again
/// until it nears its end.
///
/// # Errors
/// `wechat.busy`, `wechat.unavailable`, `rate.limited`; the store's fault.
pub async fn link_for(app: &App, page: &str, query: &str) -> Result<(String, DateTime<Utc>), Problem> {
    let request = request_of("url_link", app.wechat.environment(), page, query);
    let now = app.clock.now();
    let find = async |tx: &Tx| -> Result<_, Failure> { Ok(rows::find_link(tx, &request, now + LIVES_AT_LEAST).await?) };
    if let Some(link) = app.database.read(find).await? {
        return Ok(link);
    }
    let days = LONGEST_LINK_DAYS;
    let url = app.wechat.url_link(PageLink { page, query, days }).await.map_err(unmade)?;
    let expires_at = now + TimeDelta::days(i64::from(days));
    let keep =
        async |tx: &Tx| -> Result<_, Failure> { Ok(rows::keep_link(tx, &request, &url, expires_at, now).await?) };
    app.database.transact("messages.link", keep).await?;
    Ok((url, expires_at))
}

/// A link on the wire.
pub fn link_out((url, expires_at): (String, DateTime<Utc>)) -> LinkOut {
    LinkOut { url, expires_at: expires_at.into() }
}

/// What a link or a picture is kept by: everything that it was asked for with.
pub(super) fn request_of(what: &str, environment: &str, page: &str, argument: &str) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in [what, environment, page, argument] {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().into()
}

/// Why nothing was made: nothing is spent by asking again.
pub(super) fn unmade(error: WeChatError) -> Problem {
    let problem = match &error {
        WeChatError::TooFrequent { retry_after } => Problem::new(Code::RateLimited).retry_after(*retry_after),
        WeChatError::Busy => Problem::new(Code::WechatBusy).retry_after(std::time::Duration::from_secs(60)),
        _ => Problem::new(Code::WechatUnavailable),
    };
    problem.because(error)
}

/// An example for the document.
pub(crate) fn link_example() -> serde_json::Value {
    json!({ "url": "https://wxaurl.cn/hq5xPLAgT1b", "expiresAt": "2024-03-31T09:00:00+08:00" })
}
