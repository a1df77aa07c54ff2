//! `xianfeng import-roster`.

use std::fs;

use xianfeng_domain::organizations::Organization;
use xianfeng_infra::db::Tx;

use super::Ending;
use super::arguments::ImportArguments;
use super::console::say;
use super::context::{self, townships_named};
use super::error::CliError;
use crate::app::App;
use crate::auth::Act;
use crate::config::Config;
use crate::http::problem::Language;
use crate::members::{ImportOptions, ImportReport, import};

pub(super) async fn import_roster(config: &Config, arguments: &ImportArguments) -> Result<Ending, CliError> {
    let app = context::open(config).await?;
    let township = township(&app, &arguments.township).await?;
    let bytes = fs::read(&arguments.file)
        .map_err(|error| CliError::failed(format!("{} cannot be read: {error}", arguments.file.display())))?;
    if bytes.len() > app.settings.max_roster {
        return Err(CliError::failed("the file is larger than server.import_limit_mib"));
    }
    let options = ImportOptions {
        dry_run: arguments.dry_run,
        skip_invalid: arguments.skip_invalid,
        create_branches: arguments.create_branches,
        language: Language::Chinese,
    };
    let act = Act::of_machine(app.clock.now());
    let report = import(&app, &act, township.id, bytes, options).await?;
    app.database.close().await?;
    tell(&report, arguments.dry_run);
    let clean = report.faults.is_empty() && report.doubts.is_empty();
    Ok(if clean { Ending::Done } else { Ending::Differs })
}

async fn township(app: &App, name: &str) -> Result<Organization, CliError> {
    let mut found = app.database.read(async |tx: &Tx| townships_named(tx, name).await).await?;
    match found.len() {
        0 => Err(CliError::failed(format!("there is no township {name}: `xianfeng create-admin` makes one"))),
        1 => Ok(found.remove(0)),
        _ => Err(CliError::failed(format!("several townships are called {name}: name one by its id"))),
    }
}

/// The roster is the operator's own file: its rows may be named to them, here and nowhere else.
fn tell(report: &ImportReport, dry_run: bool) {
    for fault in &report.faults {
        say(format_args!("row {}, {}: {}", fault.row, fault.column, fault.reason));
    }
    for doubt in &report.doubts {
        say(format_args!("row {}, {}: {}", doubt.row, doubt.name, doubt.detail));
    }
    for branch in &report.new_branches {
        say(format_args!("new branch: {branch}"));
    }
    let ImportReport { rows, created, updated, unchanged, failed_rows, doubts, .. } = report;
    say(format_args!(
        "{rows} good rows: {created} new, {updated} changed, {unchanged} unchanged; {failed_rows} bad; {} to decide",
        doubts.len()
    ));
    say(match (report.applied, dry_run) {
        (true, _) => "imported",
        (false, true) => "nothing was written: this was a dry run",
        (false, false) => "nothing was written: correct the bad rows, or add --skip-invalid",
    });
}
