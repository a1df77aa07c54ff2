//! End to end tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail like tests")]

mod access;
mod audit;
mod files;
mod guards;
mod ledger;
mod members;
mod organizations;
mod storage;
mod tasks;
mod wechat;
