//! What people look at: boards, own points, comparisons.

mod aspects;
mod boards;
pub mod book;
mod colours;
mod findings;
mod grades;
mod grids;
mod own;
mod same_everywhere;
pub mod scene;
