//! What the stand-in was asked, without what must not be written down.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;
use serde_json::Value;

use super::{faults::Endpoint, platform::Call};

/// Calls that are remembered; a demonstration can run for weeks.
const CAPACITY: usize = 10_000;

const MASK: &str = "***";

/// One call to the platform.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recorded {
    /// Which interface.
    pub endpoint: Endpoint,
    /// HTTP method.
    pub method: String,
    /// Query parameters; secrets, tokens and codes masked.
    pub query: BTreeMap<String, String>,
    /// Body if it was a JSON object; masked likewise.
    pub body: Option<Value>,
}

/// The latest calls.
#[derive(Default)]
pub(super) struct Records(VecDeque<Recorded>);

impl Records {
    pub(super) fn add(&mut self, endpoint: Endpoint, call: &Call) {
        let mut query = call.query.clone();
        for (_, value) in query.iter_mut().filter(|(name, _)| is_secret(name)) {
            *value = MASK.to_owned();
        }
        let mut body = serde_json::from_slice::<Value>(&call.body).ok().filter(Value::is_object);
        for (_, value) in body.iter_mut().filter_map(Value::as_object_mut).flatten().filter(|(name, _)| is_secret(name))
        {
            *value = MASK.into();
        }
        if self.0.len() == CAPACITY {
            self.0.pop_front();
        }
        self.0.push_back(Recorded { endpoint, method: call.method.to_string(), query, body });
    }

    pub(super) fn all(&self) -> Vec<Recorded> {
        self.0.iter().cloned().collect()
    }
}

fn is_secret(name: &str) -> bool {
    matches!(name, "secret" | "access_token" | "js_code" | "code")
}
