//! `xianfeng config`.

use std::path::Path;

use super::Ending;
use super::arguments::ConfigCommand;
use super::console::{print, say};
use super::context;
use super::error::CliError;
use crate::config::{DEFAULT_FILE, DatabaseKind};

pub(super) fn config(file: Option<&Path>, command: &ConfigCommand) -> Result<Ending, CliError> {
    match command {
        ConfigCommand::PrintDefault => print(DEFAULT_FILE),
        ConfigCommand::Check => {
            let config = context::load(file)?;
            let storage = match config.database.kind {
                DatabaseKind::Sqlite => "SQLite",
                DatabaseKind::MySql => "MySQL",
            };
            let boards = if config.redis.is_some() { "Redis" } else { "the database" };
            say(format_args!("the configuration is valid: {storage}, leaderboards from {boards}"));
        }
    }
    Ok(Ending::Done)
}
