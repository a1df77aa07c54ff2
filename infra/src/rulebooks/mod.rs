//! Rule books: the document form, the ready ones, and the adopted versions in the database.

mod document;
mod store;

pub use document::{Document, Fault, Faults, book_json, parse, parse_document, schema_json, to_json};
pub use store::{Adopted, Effective, adopt, effective, find, versions};

/// The ready rule book of Chishiqiao township (S0).
pub const CHISHIQIAO: &str = include_str!("../../rulebooks/chishiqiao.toml");
