//! Content: notices, documents passed down, study materials, typical cases and stories, from the draft over
//! approval to the reader (S0-13, S1-9, S3-1).
//!
//! - `content`: what a content is, and whom it is for
//! - `state`: its life, and who may approve it
//! - `search`: finding words in Chinese text without an engine

mod content;
mod search;
mod state;

pub use content::{Audience, Content, Kind, WITHDRAWN};
pub use search::{MOST_QUERY, Query, grams, normalized};
pub use state::{Refusal, State, Step, may_approve};
