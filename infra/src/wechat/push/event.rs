//! An event, once it is known to be the platform's.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// The longest name of an event that is kept.
const LONGEST_NAME: usize = 40;

/// What tells one event from another, beside its name, sender and second.
const TELLING: [&str; 6] = ["MsgId", "MsgID", "trace_id", "TemplateId", "OpenID", "RevokeInfo"];

/// A verified event.
#[derive(Clone, Debug, PartialEq)]
pub struct PushEvent {
    /// Its name, such as `wxa_media_check`; at most 40 characters of ASCII. `message` where it is none, but
    /// something that a user wrote to the mini-program.
    pub name: String,
    /// The whole of it; may hold openids.
    pub content: Value,
}

impl PushEvent {
    /// The event of a message; none where it has no type.
    pub(super) fn of(content: Value) -> Option<Self> {
        let name = match text(&content, "MsgType")? {
            "event" => text(&content, "Event")?,
            _ => "message",
        };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let name: String = name.bytes().filter(|byte| plain(*byte)).take(LONGEST_NAME).map(char::from).collect();
        Some(Self { name, content }).filter(|event| !event.name.is_empty())
    }

    /// What is the same when the platform sends the event again: name, sender, second, and the ids in it.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let mut hasher = Sha256::new();
        let mut add = |part: &str| {
            hasher.update(part);
            hasher.update([0]);
        };
        add(&self.name);
        add(text(&self.content, "FromUserName").unwrap_or_default());
        add(&number(&self.content, "CreateTime").unwrap_or_default().to_string());
        visit(&self.content, &mut |name, value| {
            if TELLING.contains(&name) {
                add(name);
                add(&value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            }
        });
        hasher.finalize().into()
    }
}

/// Every field that holds no other, in the order in which they stand. Messages are read with a bound on their
/// depth.
fn visit(value: &Value, see: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::Object(_) | Value::Array(_) => visit(value, see),
                    value => see(name, value),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| visit(value, see)),
        _ => {}
    }
}

/// A field of an event that is a text.
#[must_use]
pub fn text<'a>(event: &'a Value, name: &str) -> Option<&'a str> {
    event.get(name)?.as_str()
}

/// A field of an event that is a number, or a number as text: the platform sends both.
#[must_use]
pub fn number(event: &Value, name: &str) -> Option<i64> {
    match event.get(name)? {
        Value::String(text) => text.trim().parse().ok(),
        value => value.as_i64(),
    }
}
