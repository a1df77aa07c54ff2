//! `xianfeng backup`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use xianfeng_infra::db::Database;

use super::Ending;
use super::arguments::FileArgument;
use super::console::say;
use super::context;
use super::error::CliError;
use crate::build::database_settings;
use crate::config::{Config, FilesKind};

/// What does the same on MySQL; a consistent dump without locking anybody out.
const ON_MYSQL: &str = "the database is MySQL, whose own tools copy it while the server runs:
  mysqldump --single-transaction --hex-blob --default-character-set=utf8mb4 NAME > FILE
To restore, into an empty database: mysql NAME < FILE, then `xianfeng migrate` and
`xianfeng rebuild-leaderboards`.";

pub(super) async fn backup(config: &Config, arguments: &FileArgument) -> Result<Ending, CliError> {
    let settings = database_settings(config);
    if settings.sqlite_file().is_none() {
        return Err(CliError::failed(ON_MYSQL));
    }
    context::require_database(config)?;
    let target = &arguments.file;
    refuse_existing(target)?;
    let incomplete = beside(target, ".incomplete");
    // A backup that was killed leaves one behind; nobody else writes it.
    let _ = fs::remove_file(&incomplete);
    let database = Database::open(&settings).await?;
    database.copy_to(&incomplete).await?;
    database.close().await?;
    finish(&incomplete, target).map_err(|error| cannot_write(target, &error))?;
    say(format_args!("the database is copied to {}", target.display()));
    if let FilesKind::Disk(directory) = &config.files.kind {
        say(format_args!("now copy the pictures, too: {}", directory.display()));
    }
    say("the keys of the configuration are not in it: keep them apart");
    Ok(Ending::Done)
}

/// Whole and on the disk before it gets its name.
fn finish(incomplete: &Path, target: &Path) -> std::io::Result<()> {
    File::open(incomplete)?.sync_all()?;
    fs::rename(incomplete, target)
}

pub(super) fn refuse_existing(target: &Path) -> Result<(), CliError> {
    if target.exists() {
        return Err(CliError::failed(format!("{} exists already: nothing is overwritten", target.display())));
    }
    Ok(())
}

pub(super) fn cannot_write(target: &Path, error: &std::io::Error) -> CliError {
    CliError::failed(format!("{} cannot be written: {error}", target.display()))
}

/// The path with something behind its name.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
