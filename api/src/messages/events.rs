//! What the platform tells of subscriptions and of messages that were brought: events, pushed to us.
//!
//! An accept is told twice, by the mini-program and by an event, in any order: it counts once (see
//! `infra/src/messages/subscriptions.rs`).

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;
use xianfeng_domain::consents::{How, Purpose};
use xianfeng_domain::ids::{AccountId, ConsentId};
use xianfeng_infra::accounts;
use xianfeng_infra::consents::{self, NewConsent};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::messages::{self as rows, Signal};

use crate::failure::Failure;

/// The most entries of one event that are read: the platform asks for five templates at once.
const MOST: usize = 20;

/// Takes in a decrypted event whose name begins with `subscribe_msg_`. One that names nobody we know, or holds what
/// cannot be read, changes nothing: the platform would only send it again.
///
/// # Errors
/// The store's fault.
pub async fn apply(tx: &Tx, event: &Value, now: DateTime<Utc>) -> Result<(), Failure> {
    let name = text(event, "Event").unwrap_or_default();
    let Some(open_id) = text(event, "OpenID").or_else(|| text(event, "FromUserName")) else { return Ok(()) };
    let Some(account) = accounts::by_open_id(tx, open_id).await? else { return Ok(()) };
    for entry in entries(event) {
        let Some(template) = text(entry, "TemplateId").filter(|id| (1..=64).contains(&id.len())) else { continue };
        match (name, text(entry, "SubscribeStatusString")) {
            ("subscribe_msg_popup_event", Some(status)) if is_accept(status) => {
                rows::accept(tx, account.id, template, Signal::Event, now).await?;
                agree(tx, account.id, now).await?;
            }
            ("subscribe_msg_popup_event", Some("reject")) => {
                rows::refuse(tx, account.id, template, false, now).await?;
            }
            // In the settings: nothing more may come, whatever was granted before.
            ("subscribe_msg_change_event", Some("reject")) => {
                rows::refuse(tx, account.id, template, true, now).await?;
            }
            ("subscribe_msg_sent_event", _) => sent(tx, account.id, template, entry, now).await?,
            _ => {}
        }
    }
    Ok(())
}

/// What became of a message that was taken.
async fn sent(tx: &Tx, account: AccountId, template: &str, entry: &Value, now: DateTime<Utc>) -> Result<(), Failure> {
    let Some(errcode) = entry.get("ErrorCode").and_then(number) else { return Ok(()) };
    let id = entry.get("MsgID").and_then(|id| match id {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    let id = id.filter(|id| (1..=40).contains(&id.len()));
    rows::confirm(tx, account, template, id.as_deref(), errcode, now).await?;
    if errcode == 43101 {
        rows::exhaust(tx, account, template, now).await?;
    }
    Ok(())
}

/// Every word of the platform for "yes": `accept`, `acceptWithAlert` and its like.
pub(super) fn is_accept(status: &str) -> bool {
    status.starts_with("accept")
}

/// Who accepts agrees to messages by WeChat, until they withdraw it.
///
/// # Errors
/// [`StoreError::Race`] when another request just wrote it.
pub(super) async fn agree(tx: &Tx, account: AccountId, now: DateTime<Utc>) -> Result<(), Failure> {
    let Some(person) = accounts::find(tx, account).await?.and_then(|account| account.person) else { return Ok(()) };
    if consents::active(tx, person, Purpose::WechatMessages, None).await?.is_some() {
        return Ok(());
    }
    let id = ConsentId(Uuid::now_v7());
    let purpose = Purpose::WechatMessages;
    let new = NewConsent { id, person, purpose, subject: None, given_by: account, how: How::App };
    match consents::give(tx, &new, now).await {
        Err(StoreError::Duplicate) => Err(StoreError::Race("a consent").into()),
        given => Ok(given?),
    }
}

/// The entries: one object where there is one, a list where there are several, inside the event or an object of its own
/// name.
fn entries(event: &Value) -> impl Iterator<Item = &Value> {
    let nested = ["SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent", "SubscribeMsgSentEvent"];
    let list = event.get("List").or_else(|| nested.iter().find_map(|name| event.get(name)?.get("List")));
    let entries = match list {
        Some(Value::Array(list)) => list.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    entries.iter().take(MOST)
}

fn text<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str)
}

/// Numbers come as texts.
fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_entry_or_many_wherever_they_stand() {
        let count = |event: Value| entries(&event).count();
        assert_eq!(count(json!({ "List": { "TemplateId": "a" } })), 1);
        assert_eq!(count(json!({ "List": [{ "TemplateId": "a" }, { "TemplateId": "b" }] })), 2);
        assert_eq!(count(json!({ "SubscribeMsgSentEvent": { "List": { "TemplateId": "a" } } })), 1);
        assert_eq!(count(json!({ "Event": "subscribe_msg_popup_event" })), 0);
        assert_eq!(number(&json!("0")), Some(0));
        assert_eq!(number(&json!(43101)), Some(43101));
        assert_eq!(number(&json!("x")), None);
    }
}
