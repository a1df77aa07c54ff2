//! What is wrong with a configuration: all of it at once, named by key, with what to do.

use std::fmt;

/// One fault. Never contains the value of a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The key (`database.url`), or the file or variable that could not be understood.
    pub key: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// Every fault of a configuration; at least one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ConfigError {
    /// The faults: first what could not be understood, then what is wrong with each section.
    pub faults: Vec<Fault>,
}

impl ConfigError {
    pub(super) fn one(key: impl Into<String>, message: impl Into<String>) -> Self {
        Self { faults: vec![Fault { key: key.into(), message: message.into() }] }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.faults.len();
        write!(f, "the configuration has {count} fault{}:", if count == 1 { "" } else { "s" })?;
        self.faults.iter().try_for_each(|Fault { key, message }| write!(f, "\n  {key}: {message}"))
    }
}
