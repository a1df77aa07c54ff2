//! Posts (岗位) and responsibility zones (责任区): S1-2, S1-5, S2-2, S3-3, S3-5.
//!
//! A member claims a post by skill and the secretary confirms, or the secretary assigns it. Posts
//! are checked off for each period; what a kept period is worth is written by the check that
//! completes it. A check is never changed: what it paid is taken back by a reversal.

mod area;
mod candidacy;
mod check;
mod claim;
mod post;
mod propose;
mod refusal;

pub use area::{Age, Area};
pub use candidacy::{Ground, ground};
pub use check::{Outcome, Span, check, check_source, deed_on, outcome, paid_period, parts};
pub use claim::{assign, claim};
pub use post::{Holding, HoldingState, Origin, Post, PostKind, PostState};
pub use propose::{Known, Reason, propose};
pub use refusal::Refusal;
