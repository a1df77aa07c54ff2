//! A document before it has a meaning: the values that TOML and JSON share. Numbers keep their own
//! text, so that no float stands between a document and its points (invariant 4).

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::fault::{Faults, Path};
use super::words;

/// How deep values may lie within each other; a rule book needs five.
pub(super) const DEEPEST: usize = 12;

/// A value of a document. A table keeps the order of its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// A number, by its own text.
    Number(String),
    Text(String),
    List(Vec<Value>),
    Table(Vec<(String, Value)>),
    /// What a rule book has no use for: a date of TOML.
    Other,
    /// What was faulty and is named already.
    Faulty,
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(super) fn number(number: impl ToString) -> Self {
        Self::Number(number.to_string())
    }

    /// A table of these keys.
    pub(super) fn table<const N: usize>(entries: [(&str, Self); N]) -> Self {
        Self::Table(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Table(entries) => entries.iter().find(|(own, _)| own == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Its keys, or the fault that it is no table.
    pub(super) fn as_table(&self, at: &Path<'_>, faults: &mut Faults) -> Option<&[(String, Self)]> {
        match self {
            Self::Table(entries) => Some(entries),
            _ => self.wrong(at, words::not_a_table(), faults),
        }
    }

    /// Names what is wrong with it, unless that is done.
    pub(super) fn wrong<T>(&self, at: &Path<'_>, said: super::fault::Said, faults: &mut Faults) -> Option<T> {
        if !matches!(self, Self::Faulty) {
            faults.add(at, said);
        }
        None
    }

    /// Its text, indented, with a line break at its end.
    pub(super) fn to_json(&self) -> String {
        // Writing into memory fails for keys that are no text only, and ours are.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null | Self::Other | Self::Faulty => serializer.serialize_unit(),
            Self::Bool(bool) => serializer.serialize_bool(*bool),
            Self::Number(text) => match text.parse::<i64>() {
                Ok(number) => serializer.serialize_i64(number),
                Err(_) => serializer.serialize_str(text),
            },
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                values.iter().try_for_each(|value| list.serialize_element(value))?;
                list.end()
            }
            Self::Table(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
        }
    }
}
