//! Which event goes to which noun.

use chrono::{DateTime, Utc};
use serde_json::Value;
use xianfeng_infra::db::Tx;

use crate::failure::Failure;
use crate::{messages, moderation, privacy};

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handled {
    /// It had its effect.
    Done,
    /// What it is about is not there yet: try again.
    Later,
    /// Nobody wants it.
    Ignored,
}

/// Gives an event to the noun that it concerns. A noun takes the decrypted object and the open transaction; it
/// must take an event that it has had before, since WeChat may say the same in other words.
pub(super) async fn apply(tx: &Tx, name: &str, event: &Value, now: DateTime<Utc>) -> Result<Handled, Failure> {
    match name {
        "wxa_media_check" => moderation::media_result(tx, event, now).await,
        "wxa_punish_event" => {
            tracing::error!("WeChat has penalized the mini-program: see the notices on mp.weixin.qq.com");
            Ok(Handled::Done)
        }
        "subscribe_msg_popup_event" | "subscribe_msg_change_event" | "subscribe_msg_sent_event" => {
            messages::apply(tx, event, now).await.map(|()| Handled::Done)
        }
        "user_authorization_cancellation" | "user_authorization_revoke" | "user_info_modified" => {
            privacy::events::apply(tx, event, now).await.map(|()| Handled::Done)
        }
        _ => Ok(Handled::Ignored),
    }
}
