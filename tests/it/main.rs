//! End to end tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail like tests")]

mod auth;
mod boards;
mod demo;
mod files;
mod guards;
mod ledger;
mod tasks;
mod wechat;
