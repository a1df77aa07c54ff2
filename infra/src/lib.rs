//! The outside world: database, leaderboards, WeChat, files, spreadsheets.

pub mod accounts;
pub mod appraisal;
pub mod audit;
pub mod aways;
pub mod boards;
pub mod cards;
pub mod closings;
pub mod consents;
pub mod db;
pub mod declarations;
pub mod dues;
pub mod editions;
mod entities;
pub mod evidence;
pub mod files;
pub mod funds;
pub mod grids;
pub mod help;
pub mod idempotency;
pub mod inbox;
pub mod installation;
pub mod ledger;
pub mod meetings;
pub mod members;
<<<<<<< HEAD
pub mod messages;
=======
pub mod moderation;
>>>>>>> main
pub mod objections;
pub mod organizations;
pub mod outbox;
pub mod pledges;
pub mod posts;
pub mod privacy;
pub mod proposals;
pub mod purse;
pub mod quarterly_audit;
mod reach;
pub mod redemption;
pub mod rulebooks;
pub mod settlements;
pub mod sheets;
pub mod tasks;
pub mod villager_reports;
pub mod waiting;
pub mod wechat;
pub mod zeroings;
