//! The outside world: database, leaderboards, WeChat, files, spreadsheets.

pub mod db;
mod entities;
pub mod files;
pub mod sheets;
pub mod wechat;
