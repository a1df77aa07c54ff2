//! End to end tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail like tests")]

mod access;
mod appraisal;
mod audit;
mod auth;
mod board;
mod boards;
mod cards;
mod cli;
mod closings;
mod declarations;
mod demo;
mod dues;
mod editions;
mod exports;
mod files;
mod files_api;
mod grids;
mod guards;
mod help_cases;
mod inbox;
mod leaderboards;
mod ledger;
mod meetings;
mod members;
mod migrations;
mod objections;
mod operations;
mod organizations;
mod posts;
mod proposals;
mod purse;
mod quarterly_audit;
mod redemption;
mod rulebooks;
mod settlements;
mod statistics;
mod systems;
mod tasks;
mod township;
mod verify;
mod villager_reports;
mod wechat;
mod wire;
mod zeroings;
