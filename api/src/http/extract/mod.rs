//! Extractors: a handler's parameters say what a request must hold, and each refuses with its
//! own code what does not.

mod classify;
mod cursor;
mod headers;
mod json;
mod page;
mod path;
mod query;

pub use cursor::Cursor;
pub(crate) use headers::version_of_tag;
pub use headers::{IdempotencyKey, IfMatch};
pub use json::{JsonBody, JsonLimit};
pub use page::{ListParams, NoFilter, Page, PageQuery};
pub use path::{PathId, PathNoun};
pub use query::QueryParams;
