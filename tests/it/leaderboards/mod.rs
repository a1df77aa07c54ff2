//! What people look at: boards, own points, comparisons.

mod boards;
mod own;
mod same_everywhere;
pub mod scene;
