//! The program `xianfeng`: its commands, one a file. What they do for the database lies in use
//! cases; here are arguments, words and exit codes.

mod arguments;
mod backup;
mod config;
mod console;
mod context;
mod create_admin;
mod desk_password;
mod error;
mod export;
mod import_roster;
mod logs;
mod migrate;
mod openapi;
mod rebuild;
mod restore;
mod rulebook;
mod serve;
mod verify;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use error::CliError;

/// How a command ends when nothing failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// It did what it was told.
    Done,
    /// It looked, and found something wrong.
    Differs,
}

/// Reads the command line, does as told and answers with the exit code.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // A second call in one process finds the same provider.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match actix_web::rt::System::new().block_on(run(arguments)) {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::Differs) => ExitCode::from(1),
        Err(error) => {
            console::complain(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

async fn run(arguments: Arguments) -> Result<Ending, CliError> {
    let file = arguments.config.as_deref();
    match arguments.command {
        Command::Openapi(what) => openapi::openapi(&what),
        Command::Config(what) => config::config(file, &what),
        Command::Rulebook(what) => rulebook::rulebook(&what),
        command => {
            let config = context::load(file)?;
            logs::install(&config.log, matches!(command, Command::Serve))?;
            match command {
                Command::Serve => serve::serve(config).await,
                Command::Migrate(what) => migrate::migrate(&config, &what).await,
                Command::CreateAdmin(what) => create_admin::create_admin(&config, &what).await,
                Command::DeskPassword(what) => desk_password::desk_password(&config, &what).await,
                Command::ImportRoster(what) => import_roster::import_roster(&config, &what).await,
                Command::Verify(what) => verify::verify(&config, &what).await,
                Command::Export(what) => export::export(&config, &what).await,
                Command::RebuildLeaderboards => rebuild::rebuild(&config).await,
                Command::Backup(what) => backup::backup(&config, &what).await,
                Command::Restore(what) => restore::restore(&config, &what).await,
                Command::Openapi(_) | Command::Config(_) | Command::Rulebook(_) => Ok(Ending::Done),
            }
        }
    }
}
