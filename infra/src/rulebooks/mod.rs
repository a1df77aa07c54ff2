//! Rule books: the document form, the ready ones, and the adopted versions in the database.

mod document;
mod ready;
mod store;

pub use document::{Document, Fault, Faults, LARGEST_DOCUMENT, book_json, parse, parse_document, schema_json, to_json};
pub use ready::{CHISHIQIAO, LIANGJI, READY, SIX_CATEGORIES, TANGJIAO, WUXI, ready};
pub use store::{Adopted, Effective, adopt, effective, find, versions};
