//! Leaderboards (排行榜): who stands where, from the ledger's totals (invariants 7 and 8).
//!
//! A period that is closed is read from its latest edition; what runs is live. SQL is the truth:
//! [`members_board`] and [`branches_board`] read in the caller's transaction.
//! [`Leaderboards`] answers pages and own places, and has two implementations that answer alike:
//! [`SqlLeaderboards`], and [`RedisLeaderboards`], a copy that may be flushed at any moment.

mod books;
mod branches;
mod figures;
mod freezing;
mod frozen;
mod leaderboards;
mod members;
mod pages;
mod query;
mod redis;
mod scope;
mod sql;
mod standings;

pub use branches::{BranchBoard, BranchRow, branches_board};
pub use figures::{base_held, totals_over};
pub use freezing::to_freeze;
pub use leaderboards::{BoardsError, Leaderboards};
pub use members::{Board, BoardRow, Frozen, members_board};
pub use pages::{BoardPage, OwnPlace, Placed};
pub use query::{Audience, BoardQuery, Position, Reader};
pub use redis::{RedisLeaderboards, RedisServers, RedisSettings};
pub use sql::SqlLeaderboards;
