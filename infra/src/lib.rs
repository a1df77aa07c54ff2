//! The outside world: database, leaderboards, WeChat, files, spreadsheets.

pub mod accounts;
pub mod audit;
pub mod aways;
pub mod boards;
pub mod cards;
pub mod db;
pub mod declarations;
mod entities;
pub mod evidence;
pub mod files;
pub mod grids;
pub mod idempotency;
pub mod installation;
pub mod ledger;
pub mod meetings;
pub mod members;
pub mod organizations;
pub mod outbox;
pub mod posts;
pub mod privacy;
mod reach;
pub mod rulebooks;
pub mod sheets;
pub mod tasks;
pub mod wechat;
