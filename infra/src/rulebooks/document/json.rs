//! JSON text to values, equal in meaning to TOML. One layer at a time is read, so that numbers keep
//! their own text and deep nesting cannot exhaust the stack.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::fault::{Faults, Path};
use super::value::{DEEPEST, Value};
use super::words;

/// Reads JSON.
pub(super) fn read(text: &str, faults: &mut Faults) -> Option<Value> {
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => Some(value_of(raw, &Path::TOP, 0, faults)),
        Err(error) => {
            faults.add(&Path::TOP, words::spelling(error.line(), error.column(), &error.to_string()));
            None
        }
    }
}

fn value_of(raw: &RawValue, at: &Path<'_>, depth: usize, faults: &mut Faults) -> Value {
    if depth > DEEPEST {
        faults.add(at, words::too_deep(DEEPEST));
        return Value::Faulty;
    }
    let text = raw.get();
    let read = match text.as_bytes().first() {
        Some(b'{') => serde_json::from_str(text).map(|Entries(entries)| table(entries, at, depth, faults)),
        Some(b'[') => serde_json::from_str(text).map(|values: Vec<&RawValue>| {
            let values = values.into_iter().enumerate();
            Value::List(values.map(|(index, value)| value_of(value, &at.index(index), depth + 1, faults)).collect())
        }),
        Some(b'"') => serde_json::from_str(text).map(Value::Text),
        Some(b't') => Ok(Value::Bool(true)),
        Some(b'f') => Ok(Value::Bool(false)),
        Some(b'n') => Ok(Value::Null),
        _ => Ok(Value::number(text)),
    };
    // The spelling was checked as a whole; what is left are halves of characters in a text.
    read.unwrap_or_else(|_| {
        faults.add(at, words::not_unicode());
        Value::Faulty
    })
}

fn table(entries: Vec<(String, &RawValue)>, at: &Path<'_>, depth: usize, faults: &mut Faults) -> Value {
    let mut seen = std::collections::HashSet::new();
    let mut table = Vec::with_capacity(entries.len());
    for (key, raw) in entries {
        if !seen.insert(key.clone()) {
            faults.add(&at.key(&key), words::key_twice());
            continue;
        }
        let value = value_of(raw, &at.key(&key), depth + 1, faults);
        table.push((key, value));
    }
    Value::Table(table)
}

/// A JSON object with keys that may stand twice.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Each)
    }
}
