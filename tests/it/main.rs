//! End to end tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail like tests")]

mod access;
mod audit;
mod auth;
mod board;
mod boards;
mod cli;
mod demo;
mod exports;
mod files;
mod files_api;
mod guards;
mod leaderboards;
mod ledger;
mod members;
mod migrations;
mod operations;
mod organizations;
mod tasks;
mod township;
mod verify;
mod wechat;
mod wire;
mod zeroings;
