//! HTTP: routes, wire types, use cases, authentication, OpenAPI, configuration, and the binary `xianfeng`.
//!
//! A use case is a function of the open transaction, the act (who, when) and its input; the
//! handler beside it does nothing but HTTP. `ARCHITECTURE.md` walks through one.

pub mod access;
mod app;
pub mod appraisal;
pub mod audit;
pub mod auth;
pub mod aways;
pub mod board;
mod build;
mod cards;
pub mod care;
pub mod cli;
mod clock;
pub mod closings;
mod command;
pub mod config;
pub mod declarations;
pub mod dues;
pub mod editions;
pub mod exports;
mod failure;
pub mod files;
pub mod funds;
pub mod grids;
pub mod help_cases;
pub mod http;
pub mod inbox;
pub mod leaderboards;
pub mod ledger;
pub mod me;
pub mod meetings;
pub mod members;
pub mod moderation;
pub mod objections;
pub mod organizations;
pub mod pledges;
pub mod posts;
pub mod proposals;
pub mod public;
pub mod purse;
pub mod quarterly_audit;
pub mod redemption;
mod routes;
pub mod rulebooks;
pub mod settlements;
pub mod tasks;
pub mod verify;
pub mod villager_reports;
pub mod work;
pub mod zeroings;

pub use app::{App, AppSettings};
pub use build::{BuildError, database_settings, vault};
pub use clock::Clock;
pub use command::{Command, Done, Reply};
pub use failure::Failure;
pub use routes::routes;
