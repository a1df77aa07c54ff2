//! What commands stand on: configuration, application, and a database that is there and ours.

use std::path::Path;

use xianfeng_domain::organizations::Organization;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::installation::{self, InstallationKind};
use xianfeng_infra::organizations;

use super::error::CliError;
use crate::app::App;
use crate::build::database_settings;
use crate::clock::Clock;
use crate::config::{Config, ConfigError};

/// Reads the configuration.
pub(super) fn load(file: Option<&Path>) -> Result<Config, ConfigError> {
    Config::load(file, std::env::vars_os())
}

/// Opens the application on a database that is up to date and no demonstration's.
pub(super) async fn open(config: &Config) -> Result<App, CliError> {
    require_database(config)?;
    let app = App::build(config, Clock::system()).await?;
    let pending = app.database.pending_migrations().await?;
    if pending > 0 {
        return Err(CliError::failed(format!(
            "the database lacks {pending} migrations of this release: run `xianfeng migrate` first"
        )));
    }
    let now = app.clock.now();
    let claim = async |tx: &Tx| installation::claim_kind(tx, InstallationKind::Production, now).await;
    match app.database.transact("installation.claim", claim).await? {
        InstallationKind::Production => Ok(app),
        InstallationKind::Demo => Err(CliError::failed(
            "this database holds the demonstration's invented people: name another one in database.url",
        )),
    }
}

/// Refuses a SQLite file that is not there: opening it would make an empty one, and a slip in the
/// path would look like lost data.
pub(super) fn require_database(config: &Config) -> Result<(), CliError> {
    match database_settings(config).sqlite_file() {
        Some(file) if !file.exists() => Err(CliError::failed(format!(
            "there is no database {}: check database.url, or make it with `xianfeng migrate`",
            file.display()
        ))),
        _ => Ok(()),
    }
}

/// The townships of a name or an id.
pub(super) async fn townships_named(tx: &Tx, name: &str) -> StoreResult<Vec<Organization>> {
    let all = organizations::townships(tx).await?;
    Ok(all.into_iter().filter(|one| one.name == name || one.id.to_string() == name).collect())
}
