//! `xianfeng verify`.

use std::cell::RefCell;

use indicatif::ProgressBar;

use super::Ending;
use super::arguments::VerifyArguments;
use super::console::{bar, say};
use super::context;
use super::error::CliError;
use crate::config::Config;
use crate::verify::{Report, Scope, Stage, verify as run};

pub(super) async fn verify(config: &Config, arguments: &VerifyArguments) -> Result<Ending, CliError> {
    let app = context::open(config).await?;
    let shown: RefCell<Option<(Stage, ProgressBar)>> = RefCell::new(None);
    let progress = |stage: Stage, done: usize, of: Option<usize>| {
        let mut shown = shown.borrow_mut();
        if shown.as_ref().is_none_or(|(before, _)| *before != stage) {
            *shown = Some((stage, bar(title(stage), of)));
        }
        if let Some((_, bar)) = shown.as_ref() {
            bar.set_position(done as u64);
        }
    };
    let report = run(&app, Scope { files: arguments.files }, &progress).await;
    drop(shown);
    let report = report.map_err(|error| CliError::failed(error.to_string()))?;
    app.database.close().await?;
    tell(&report, arguments.files);
    Ok(if report.differences.is_empty() { Ending::Done } else { Ending::Differs })
}

const fn title(stage: Stage) -> &'static str {
    match stage {
        Stage::Ledgers => "ledgers",
        Stage::Tasks => "tasks",
        Stage::Editions => "editions",
        Stage::Pictures => "pictures",
    }
}

fn tell(report: &Report, files: bool) {
    for difference in &report.differences {
        say(difference);
    }
    let Report { members, entries, tasks, pictures, unanchored, unanchored_entries, editions, .. } = report;
    say(format_args!("looked at {members} ledgers with {entries} entries, {editions} editions, and {tasks} tasks"));
    if files {
        say(format_args!("read {pictures} pictures"));
    } else {
        say("stored pictures were not read: add --files");
    }
    say(format_args!(
        "{unanchored} chains are not yet anchored in an edition or a daily digest up to their end, {unanchored_entries} \
         entries in all: that these were not made anew as a whole cannot be shown"
    ));
    match report.differences.len() {
        0 => say("no difference"),
        1 => say("1 difference"),
        count => say(format_args!("{count} differences")),
    }
}
