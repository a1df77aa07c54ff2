//! Rule books: the document form, the ready ones, drafts, and the adopted versions in the database.

mod before_formats;
mod document;
pub mod drafts;
mod reading;
mod ready;
mod store;
mod versions;

pub use document::{Document, Fault, Faults, LARGEST_DOCUMENT, book_json, parse, parse_document, schema_json, to_json};
pub use reading::compose;
pub use ready::{CHISHIQIAO, LIANGJI, READY, SIX_CATEGORIES, TANGJIAO, WUXI, ready};
pub use store::{Effective, effective, find};
pub use versions::{Adopted, Version, adopt, insert, text, version, versions};
