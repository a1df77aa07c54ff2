//! The log: to standard error, and panics into it without what they carry.

use std::io;
use std::panic::{self, PanicHookInfo};

use tracing_subscriber::EnvFilter;

use super::error::CliError;
use crate::config::{LogConfig, LogFormat};

/// Starts logging: as configured for the server, warnings in plain text for commands.
pub(super) fn install(config: &LogConfig, server: bool) -> Result<(), CliError> {
    let filter = if server { config.filter.as_str() } else { "warn" };
    let filter = EnvFilter::try_new(filter).map_err(|_| CliError::failed("log.filter cannot be read"))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let installed = match config.format {
        LogFormat::Json if server => lines.json().flatten_event(true).with_span_list(false).try_init(),
        LogFormat::Json | LogFormat::Text => lines.with_ansi(false).try_init(),
    };
    installed.map_err(|_| CliError::failed("logging has been started already"))?;
    panic::set_hook(Box::new(panicked));
    Ok(())
}

/// Where it happened, never the message: it may quote what somebody sent.
fn panicked(info: &PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string);
    let thread = std::thread::current();
    tracing::error!(place, thread = thread.name(), "panicked");
}
