//! End to end tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail like tests")]

mod board;
mod exports;
mod files;
mod guards;
mod leaderboards;
mod ledger;
mod storage;
mod tasks;
mod wechat;
