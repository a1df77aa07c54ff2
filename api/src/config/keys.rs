//! Reads typed values by key and collects every fault on the way.
//!
//! A reader that meets a fault notes it and returns a harmless stand-in, so that the rest is checked as well;
//! [`Keys::finish`] then returns the faults, and the stand-in is never used.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use config::{Config as Tree, Value, ValueKind};
use secrecy::SecretString;

use super::fault::{ConfigError, Fault};
use super::sources::variable;

pub(super) struct Keys {
    tree: Tree,
    faults: Vec<Fault>,
}

impl Keys {
    pub(super) fn new(tree: Tree, faults: Vec<Fault>) -> Self {
        Self { tree, faults }
    }

    /// Notes a fault, unless the key already has one: what follows from the first would only confuse.
    pub(super) fn fault(&mut self, key: &str, message: impl Into<String>) {
        if self.faults.iter().all(|fault| fault.key != key) {
            self.faults.push(Fault { key: key.to_owned(), message: message.into() });
        }
    }

    pub(super) fn finish<T>(&mut self, config: T) -> Result<T, ConfigError> {
        match std::mem::take(&mut self.faults) {
            faults if faults.is_empty() => Ok(config),
            faults => Err(ConfigError { faults }),
        }
    }

    /// The text; `None` when it is empty, which means "not set".
    pub(super) fn optional(&mut self, key: &str) -> Option<String> {
        match self.kind(key) {
            Some(ValueKind::String(text)) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            _ => {
                self.fault(key, "must be a text in double quotes");
                None
            }
        }
    }

    pub(super) fn text(&mut self, key: &str) -> String {
        self.optional(key).unwrap_or_else(|| {
            self.fault(key, "must not be empty");
            String::new()
        })
    }

    /// A secret that must be given; `how` tells where it comes from.
    pub(super) fn secret(&mut self, key: &str, how: &str) -> SecretString {
        let text = self.optional(key).unwrap_or_else(|| {
            let variable = variable(key);
            self.fault(key, format!("is required and has no default: {how}; set it in the file or as {variable}"));
            String::new()
        });
        text.into()
    }

    pub(super) fn parsed<T: FromStr>(&mut self, key: &str, expected: &str) -> Option<T> {
        let text = self.optional(key)?;
        let value = text.parse().ok();
        if value.is_none() {
            self.fault(key, format!("must be {expected}"));
        }
        value
    }

    pub(super) fn path(&mut self, key: &str) -> Option<PathBuf> {
        self.optional(key).map(PathBuf::from)
    }

    /// An existing file, such as a certificate.
    pub(super) fn file(&mut self, key: &str) -> Option<PathBuf> {
        let path = self.path(key)?;
        if !path.is_file() {
            self.fault(key, format!("there is no file {} that this user can see", path.display()));
        }
        Some(path)
    }

    pub(super) fn flag(&mut self, key: &str) -> bool {
        match self.kind(key) {
            Some(ValueKind::Boolean(flag)) => flag,
            Some(ValueKind::String(text)) if text == "true" => true,
            Some(ValueKind::String(text)) if text == "false" => false,
            _ => {
                self.fault(key, "must be true or false");
                false
            }
        }
    }

    pub(super) fn integer<T: TryFrom<i64> + Default>(&mut self, key: &str, range: RangeInclusive<i64>) -> T {
        let number = match self.kind(key) {
            Some(ValueKind::I64(number)) => Some(number),
            Some(ValueKind::String(text)) => text.trim().parse().ok(),
            _ => None,
        };
        let value = number.filter(|number| range.contains(number)).and_then(|number| T::try_from(number).ok());
        value.unwrap_or_else(|| {
            self.fault(key, format!("must be a whole number from {} to {}", range.start(), range.end()));
            T::default()
        })
    }

    pub(super) fn seconds(&mut self, key: &str, range: RangeInclusive<i64>) -> Duration {
        self.seconds_of(key, range, 1)
    }

    /// A number of units of that many seconds each.
    pub(super) fn seconds_of(&mut self, key: &str, range: RangeInclusive<i64>, unit: u64) -> Duration {
        Duration::from_secs(self.integer::<u64>(key, range).saturating_mul(unit))
    }

    pub(super) fn milliseconds(&mut self, key: &str, range: RangeInclusive<i64>) -> Duration {
        Duration::from_millis(self.integer(key, range))
    }

    pub(super) fn list<T: FromStr>(&mut self, key: &str, expected: &str) -> Vec<T> {
        let items = match self.kind(key) {
            Some(ValueKind::Array(items)) => items.into_iter().map(text_of).collect(),
            // In the environment a list is separated by commas.
            Some(ValueKind::String(text)) => text
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty())
                .map(|item| Some(item.to_owned()))
                .collect(),
            _ => vec![None],
        };
        let parsed: Option<Vec<T>> = items.into_iter().map(|item| item?.parse().ok()).collect();
        parsed.unwrap_or_else(|| {
            self.fault(key, format!("must be a list of {expected}"));
            Vec::new()
        })
    }

    pub(super) fn choice<T: Copy + Default>(&mut self, key: &str, choices: &[(&str, T)]) -> T {
        let text = self.optional(key).unwrap_or_default();
        let choices: BTreeMap<_, _> = choices.iter().copied().collect();
        choices.get(text.as_str()).copied().unwrap_or_else(|| {
            let names: Vec<_> = choices.keys().map(|name| format!("\"{name}\"")).collect();
            self.fault(key, format!("must be one of {}", names.join(", ")));
            T::default()
        })
    }

    /// The value as it was given.
    pub(super) fn kind(&self, key: &str) -> Option<ValueKind> {
        self.tree.get::<Value>(key).ok().map(|value| value.kind)
    }
}

fn text_of(value: Value) -> Option<String> {
    match value.kind {
        ValueKind::String(text) => Some(text),
        _ => None,
    }
}
