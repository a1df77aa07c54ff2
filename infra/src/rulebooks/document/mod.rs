//! The document form of a rule book (积分管理台账): TOML for people, JSON of equal meaning.
//!
//! Each section is one file with one declaration of its table, from which reader, writer and JSON
//! Schema come (`shape.rs`). Reading goes on behind a fault, so that one pass names all of them.
//! The format is explained in `docs/rulebook.md`.

mod amount;
mod base;
mod book;
mod cap;
mod category;
mod colours;
mod consequence;
mod fault;
mod grade;
mod item;
mod json;
mod layer;
mod scalars;
mod settings;
mod settlement;
mod shape;
mod threshold;
mod toml;
mod value;
mod words;

pub use fault::{Fault, Faults};

use xianfeng_domain::rulebook::{Layer, RuleBook};

use book::BookTable;
use fault::Path;
use layer::LayerTable;
use shape::Shape;
use value::Value;

/// The largest document, in bytes.
pub const LARGEST_DOCUMENT: usize = 1024 * 1024;

/// What a document holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "one document lives at a time, and is taken apart at once")]
pub enum Document {
    /// A whole rule book.
    Book(RuleBook),
    /// What a lower level adds to the book above and narrows of it (S2-8).
    Layer(Layer),
}

/// Reads a document: TOML, or JSON where it starts with `{`.
///
/// # Errors
/// Every fault that it has, each by its path. Faults of the spelling come alone: nothing behind
/// them can be read.
pub fn parse_document(text: &str) -> Result<Document, Faults> {
    let mut faults = Faults::default();
    let document = read(text, &mut faults);
    match document {
        Some(document) if faults.is_empty() => Ok(document),
        _ => {
            if faults.is_empty() {
                // Not to happen: a value that is absent has named its fault.
                faults.add(&Path::TOP, words::not_a_table());
            }
            Err(faults)
        }
    }
}

/// Reads a whole rule book.
///
/// # Errors
/// As [`parse_document`]; a layer is refused, too.
pub fn parse(text: &str) -> Result<RuleBook, Faults> {
    match parse_document(text)? {
        Document::Book(book) => Ok(book),
        Document::Layer(_) => {
            let mut faults = Faults::default();
            faults.add(&Path::TOP.key("layer"), words::not_exactly(false));
            Err(faults)
        }
    }
}

fn read(text: &str, faults: &mut Faults) -> Option<Document> {
    if text.len() > LARGEST_DOCUMENT {
        faults.add(&Path::TOP, words::too_large(LARGEST_DOCUMENT));
        return None;
    }
    // Editors on Windows write it, and nobody sees it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let value = if text.trim_start().starts_with('{') { json::read(text, faults) } else { toml::read(text, faults) }?;
    let document = build(&value, faults);
    faults.name_subjects(&value);
    document
}

fn build(value: &Value, faults: &mut Faults) -> Option<Document> {
    let at = &Path::TOP;
    if value.get("layer") == Some(&Value::Bool(true)) {
        let table = LayerTable::read(value, at, faults)?;
        table.check(at, faults);
        return table.build().map(Document::Layer);
    }
    let table = BookTable::read(value, at, faults)?;
    table.check(at, faults);
    table.build().map(Document::Book)
}

/// Writes a document as JSON that reads as the same.
pub fn to_json(document: &Document) -> String {
    match document {
        Document::Book(book) => book_json(book),
        Document::Layer(layer) => LayerTable::of(layer).write().to_json(),
    }
}

/// Writes a book as JSON that reads as the same.
pub fn book_json(book: &RuleBook) -> String {
    BookTable::of(book).write().to_json()
}

/// The JSON Schema (draft 2020-12) of a document, as text.
pub fn schema_json() -> String {
    Value::table([
        ("$schema", Value::text("https://json-schema.org/draft/2020-12/schema")),
        ("title", Value::text("积分管理台账 (rule book of Xianfeng), format 1")),
        ("oneOf", Value::List(vec![BookTable::schema(), LayerTable::schema()])),
    ])
    .to_json()
}

#[cfg(test)]
mod tests;
