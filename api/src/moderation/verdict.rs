//! The platform's pushed word on a picture.

use chrono::{DateTime, Utc};
use serde_json::Value;
use xianfeng_domain::moderation::{CheckState, Ground};
use xianfeng_infra::db::Tx;
use xianfeng_infra::moderation as rows;
use xianfeng_infra::wechat::{MediaVerdict, MediaWord};

use super::look::{hold, judge};
use crate::failure::Failure;
use crate::push::Handled;

/// A picture that could not be fetched is handed in so often in all.
const HANDED_IN_AT_MOST: u32 = 2;

/// Takes the word of a `wxa_media_check`. One that comes before the picture's name is written is tried again later;
/// one that comes twice finds the picture judged, and changes nothing.
///
/// # Errors
/// The store's fault.
pub(crate) async fn media_result(tx: &Tx, event: &Value, now: DateTime<Utc>) -> Result<Handled, Failure> {
    let Some(word) = MediaWord::of(event) else { return Ok(Handled::Ignored) };
    let Some(check) = rows::by_trace(tx, &word.trace_id).await? else { return Ok(Handled::Later) };
    if check.state != CheckState::Waiting {
        return Ok(Handled::Done);
    }
    match word.verdict {
        MediaVerdict::Judged(verdict) => judge(tx, &check, verdict, now).await?,
        MediaVerdict::NotFetched if check.asked < HANDED_IN_AT_MOST => rows::again(tx, &check, now).await?,
        MediaVerdict::NotFetched => hold(tx, &check, Ground::NotFetched, now).await?,
        MediaVerdict::Failed => hold(tx, &check, Ground::Unavailable, now).await?,
    }
    Ok(Handled::Done)
}
