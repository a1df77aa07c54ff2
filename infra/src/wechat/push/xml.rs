//! The XML of a pushed message as the JSON object that it would have been: elements and text, nothing else.
//!
//! Document types and references are refused, so that nothing can be expanded or fetched.

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Map, Value};

/// Deeper than any message of the platform.
const DEEPEST: usize = 8;

/// One open element: its name, its children and its text.
type Open = (String, Map<String, Value>, String);

/// The content of the root element.
pub(super) fn read(xml: &str) -> Option<Value> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(_) if root.is_some() || open.len() == DEEPEST => return None,
            Event::Start(start) => open.push((start.name().0.to_owned(), Map::new(), String::new())),
            Event::Empty(empty) => put(&mut open.last_mut()?.1, empty.name().0.to_owned(), Value::from("")),
            Event::Text(text) => match open.last_mut() {
                Some(element) => element.2.push_str(&text),
                None if text.trim().is_empty() => {}
                None => return None,
            },
            Event::CData(text) => open.last_mut()?.2.push_str(&text),
            Event::End(_) => {
                let (name, children, text) = open.pop()?;
                let value = if children.is_empty() { Value::from(text) } else { Value::Object(children) };
                match open.last_mut() {
                    Some(parent) => put(&mut parent.1, name, value),
                    None => root = Some(value),
                }
            }
            Event::Comment(_) | Event::Decl(_) => {}
            Event::DocType(_) | Event::GeneralRef(_) | Event::PI(_) => return None,
            Event::Eof => return root,
        }
    }
}

/// What comes twice becomes a list.
fn put(children: &mut Map<String, Value>, name: String, value: Value) {
    match children.get_mut(&name) {
        None => {
            children.insert(name, value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(one) => *one = Value::Array(vec![one.take(), value]),
    }
}
