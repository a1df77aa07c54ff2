//! Where values come from: the embedded defaults, a file, the environment; later ones win.
//!
//! The default file is also the list of known keys. What is not in it becomes a fault and is left out, so that
//! the rest can still be checked.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use config::builder::DefaultState;
use config::{ConfigBuilder, File, FileFormat, Source, Value, ValueKind};

use super::fault::{ConfigError, Fault};
use super::keys::Keys;

const PREFIX: &str = "XIANFENG_";

pub(super) struct Sources {
    builder: ConfigBuilder<DefaultState>,
    known: BTreeSet<String>,
    faults: Vec<Fault>,
}

impl Sources {
    pub(super) fn new(defaults: &str) -> Result<Self, ConfigError> {
        let known = parse("the default file", defaults)?.into_iter().map(|(key, _)| key).collect();
        let builder = config::Config::builder().add_source(File::from_str(defaults, FileFormat::Toml));
        Ok(Self { builder, known, faults: Vec::new() })
    }

    pub(super) fn add_file(&mut self, path: &Path) -> Result<(), ConfigError> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path)
            .map_err(|cause| ConfigError::one(&name, format!("the file cannot be read ({})", cause.kind())))?;
        self.add_document(&name, &text)
    }

    pub(super) fn add_document(&mut self, name: &str, text: &str) -> Result<(), ConfigError> {
        for (key, value) in parse(name, text)? {
            if self.known.contains(&key) {
                self.set(&key, value);
            } else {
                self.refuse(key.clone(), format!("unknown key in {name}; {}", self.advice(&key)));
            }
        }
        Ok(())
    }

    pub(super) fn add_environment(&mut self, environment: impl IntoIterator<Item = (OsString, OsString)>) {
        for (name, value) in environment {
            let Some(name) = name.to_str().filter(|name| name.starts_with(PREFIX)) else { continue };
            let key = name.trim_start_matches(PREFIX).to_lowercase().replace("__", ".");
            match value.into_string() {
                Ok(value) if self.known.contains(&key) => self.set(&key, value),
                Ok(_) => self.refuse_variable(name, &key),
                Err(_) => self.refuse(name.to_owned(), "the value is not UTF-8".to_owned()),
            }
        }
    }

    pub(super) fn set(&mut self, key: &str, value: impl Into<Value>) {
        // An override fails only on a malformed key, and known keys come from a parsed document.
        match self.builder.clone().set_override(key, value) {
            Ok(builder) => self.builder = builder,
            Err(_) => self.refuse(key.to_owned(), "cannot be set".to_owned()),
        }
    }

    pub(super) fn merge(self) -> Result<Keys, ConfigError> {
        let tree = self.builder.build().map_err(|cause| ConfigError::one("configuration", cause.to_string()))?;
        Ok(Keys::new(tree, self.faults))
    }

    /// Variables without `__` are no keys: `XIANFENG_CONFIG` names the file, and orchestrators put
    /// `XIANFENG_PORT` and the like beside a service of that name. But `XIANFENG_DATABASE_URL` is a slip.
    fn refuse_variable(&mut self, name: &str, key: &str) {
        let meant = self.known.iter().find(|known| known.replace('.', "_") == key.replace('.', "_"));
        if let Some(meant) = meant {
            let meant = variable(meant);
            self.refuse(name.to_owned(), format!("not a variable of Xianfeng; write {meant}"));
        } else if key.contains('.') {
            self.refuse(name.to_owned(), format!("unknown variable; {}", self.advice(key)));
        }
    }

    fn advice(&self, key: &str) -> String {
        let leaf = |key: &str| key.rsplit('.').next().unwrap_or_default().to_owned();
        match self.known.iter().find(|known| leaf(known) == leaf(key)) {
            Some(meant) => format!("did you mean `{meant}`? Else remove it"),
            None => "remove it, or look its name up in the default file".to_owned(),
        }
    }

    fn refuse(&mut self, key: String, message: String) {
        self.faults.push(Fault { key, message });
    }
}

/// The environment variable of a key: `XIANFENG_DATABASE__URL` of `database.url`.
#[must_use]
pub fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "__").to_uppercase())
}

/// The leaves of a TOML document with their dotted keys.
fn parse(name: &str, text: &str) -> Result<Vec<(String, Value)>, ConfigError> {
    // The error of `config` quotes the line, which may hold a secret: the place is found apart.
    toml::from_str::<toml::Table>(text).map_err(|cause| {
        let before = cause.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count().saturating_add(1);
        ConfigError::one(name, format!("line {line} is not valid TOML; strings need double quotes"))
    })?;
    let tables = File::from_str(text, FileFormat::Toml)
        .collect()
        .map_err(|_| ConfigError::one(name, "not a TOML document that configuration can be read from"))?;
    let mut leaves = Vec::new();
    tables.into_iter().for_each(|(key, value)| flatten(key, value, &mut leaves));
    leaves.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(leaves)
}

fn flatten(key: String, value: Value, leaves: &mut Vec<(String, Value)>) {
    match value.kind {
        ValueKind::Table(table) => {
            table.into_iter().for_each(|(child, value)| flatten(format!("{key}.{child}"), value, leaves));
        }
        _ => leaves.push((key, value)),
    }
}
