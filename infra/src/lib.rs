//! The outside world: database, leaderboards, WeChat, files, spreadsheets.

pub mod accounts;
pub mod audit;
pub mod boards;
pub mod db;
mod entities;
pub mod evidence;
pub mod files;
pub mod idempotency;
pub mod installation;
pub mod ledger;
pub mod members;
pub mod organizations;
pub mod outbox;
pub mod privacy;
mod reach;
pub mod rulebooks;
pub mod sheets;
pub mod tasks;
pub mod wechat;
pub mod zeroings;
