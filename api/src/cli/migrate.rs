//! `xianfeng migrate`.

use xianfeng_infra::db::Database;

use super::Ending;
use super::arguments::MigrateArguments;
use super::console::{bar, say};
use super::context;
use super::error::CliError;
use crate::build::database_settings;
use crate::config::Config;

pub(super) async fn migrate(config: &Config, arguments: &MigrateArguments) -> Result<Ending, CliError> {
    if arguments.status {
        context::require_database(config)?;
    }
    let database = Database::open(&database_settings(config)).await?;
    let ending = if arguments.status { status(&database).await? } else { up(&database).await? };
    database.close().await?;
    Ok(ending)
}

async fn status(database: &Database) -> Result<Ending, CliError> {
    let migrations = database.migrations().await?;
    for migration in &migrations {
        say(format_args!("{} {}", if migration.applied { "done   " } else { "pending" }, migration.name));
    }
    let pending = migrations.iter().filter(|migration| !migration.applied).count();
    say(format_args!("{pending} of {} pending", migrations.len()));
    Ok(if pending == 0 { Ending::Done } else { Ending::Differs })
}

async fn up(database: &Database) -> Result<Ending, CliError> {
    let pending = database.pending_migrations().await?;
    let bar = bar("migrating", Some(pending));
    for _ in 0..pending {
        database.migrate_one().await?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    say(format_args!("the schema is up to date; {pending} migrations ran"));
    Ok(Ending::Done)
}
