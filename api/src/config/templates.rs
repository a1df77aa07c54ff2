//! `[[wechat.templates]]`: which messages go out by WeChat, and with what.

use config::ValueKind;
use serde::Deserialize;

use super::keys::Keys;
use crate::messages::{TemplateIn, Templates};

const KEY: &str = "wechat.templates";

/// The list as a document of its own: in the environment it is one text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inline {
    templates: Vec<TemplateIn>,
}

pub(super) fn read(keys: &mut Keys) -> Templates {
    let given = match keys.kind(KEY) {
        Some(ValueKind::Array(items)) => {
            let mut given = Vec::with_capacity(items.len());
            for (at, item) in items.into_iter().enumerate() {
                match item.try_deserialize::<TemplateIn>() {
                    Ok(template) => given.push(template),
                    Err(cause) => keys.fault(&format!("{KEY}[{at}]"), cause.to_string()),
                }
            }
            given
        }
        Some(ValueKind::String(text)) if text.trim().is_empty() => Vec::new(),
        Some(ValueKind::String(text)) => match toml::from_str::<Inline>(&format!("templates = {text}")) {
            Ok(inline) => inline.templates,
            Err(cause) => {
                keys.fault(KEY, cause.message());
                Vec::new()
            }
        },
        _ => {
            keys.fault(KEY, "must be a list of templates: [[wechat.templates]]");
            Vec::new()
        }
    };
    match Templates::new(given) {
        Ok(templates) => templates,
        Err(faults) => {
            for fault in faults {
                keys.fault(&format!("{KEY}{}", fault.path), fault.message);
            }
            Templates::default()
        }
    }
}
