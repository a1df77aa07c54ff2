//! `xianfeng restore`.

use std::fs;
use std::path::Path;

use xianfeng_infra::db::{Database, DatabaseSettings};

use super::Ending;
use super::arguments::FileArgument;
use super::backup::{beside, cannot_write, refuse_existing};
use super::console::say;
use super::error::CliError;
use crate::build::database_settings;
use crate::config::Config;

pub(super) async fn restore(config: &Config, arguments: &FileArgument) -> Result<Ending, CliError> {
    let settings = database_settings(config);
    let Some(target) = settings.sqlite_file() else {
        return Err(CliError::failed(
            "the database is MySQL: restore a dump into an empty database with `mysql NAME < FILE`, then run \
             `xianfeng migrate` and `xianfeng rebuild-leaderboards`",
        ));
    };
    for file in [target.to_owned(), beside(target, "-wal")] {
        refuse_existing(&file)?;
    }
    let incoming = beside(target, ".restoring");
    let pending = match bring(&arguments.file, &incoming).await {
        Ok(pending) => pending,
        Err(error) => {
            remove(&incoming);
            return Err(error);
        }
    };
    fs::rename(&incoming, target).map_err(|error| cannot_write(target, &error))?;
    say(format_args!("{} is restored to {}", arguments.file.display(), target.display()));
    if pending > 0 {
        say(format_args!("it comes from an older release: run `xianfeng migrate` ({pending} migrations)"));
    }
    say("now put the pictures back (files.directory) and run `xianfeng verify --files`");
    Ok(Ending::Done)
}

/// Copies the backup beside its place and looks whether it is whole and of no newer release;
/// answers how many migrations it lacks.
async fn bring(backup: &Path, incoming: &Path) -> Result<usize, CliError> {
    if let Some(directory) = incoming.parent() {
        fs::create_dir_all(directory).map_err(|error| cannot_write(directory, &error))?;
    }
    fs::copy(backup, incoming)
        .map_err(|error| CliError::failed(format!("{} cannot be copied: {error}", backup.display())))?;
    let unusable = |what: String| CliError::failed(format!("{} cannot be restored: {what}", backup.display()));
    let database = Database::open(&DatabaseSettings::new(format!("sqlite://{}", incoming.display()))).await;
    let database = database.map_err(|error| unusable(error.to_string()))?;
    let faults = database.integrity_faults().await.map_err(|error| unusable(error.to_string()))?;
    let migrations = database.migrations().await.map_err(|error| unusable(error.to_string()))?;
    database.close().await?;
    if !faults.is_empty() {
        return Err(unusable(format!("it is damaged: {}", faults.join("; "))));
    }
    if migrations.iter().all(|migration| !migration.applied) {
        return Err(unusable("it is no database of Xianfeng".to_owned()));
    }
    Ok(migrations.iter().filter(|migration| !migration.applied).count())
}

/// Leaves nothing behind that could be taken for a database.
fn remove(incoming: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(beside(incoming, ending));
    }
}
