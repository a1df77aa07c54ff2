//! Rule books: the document form, the ready ones, drafts, and the adopted versions in the database.

mod document;
pub mod drafts;
mod reading;
mod store;
mod versions;

pub use document::{Document, Fault, Faults, book_json, parse, parse_document, schema_json, to_json};
pub use reading::{MOST_BYTES, compose};
pub use store::{Effective, effective, find};
pub use versions::{Adopted, Version, adopt, insert, text, version, versions};

/// The ready rule book of Chishiqiao township (S0).
pub const CHISHIQIAO: &str = include_str!("../../rulebooks/chishiqiao.toml");

/// The ready rule books to start from: code, name, document.
pub const READY: &[(&str, &str, &str)] = &[("chishiqiao", "赤石桥乡", CHISHIQIAO)];
