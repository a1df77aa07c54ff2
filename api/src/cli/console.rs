//! Words for the operator: results to standard output, progress and complaints to standard error.

use std::fmt::Display;
use std::io::{self, Write};

use indicatif::{ProgressBar, ProgressStyle};

/// Prints a line of the result. Whoever closed the pipe has read enough.
pub(super) fn say(line: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// Prints text as it is.
pub(super) fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// Prints what went wrong.
pub(super) fn complain(error: impl Display) {
    let _ = writeln!(io::stderr().lock(), "xianfeng: {error}");
}

/// A progress bar, shown on terminals only; without a length it counts.
pub(super) fn bar(what: &'static str, length: Option<usize>) -> ProgressBar {
    let (bar, template) = match length {
        Some(length) => (ProgressBar::new(length as u64), "{msg} {wide_bar} {pos}/{len} {eta}"),
        None => (ProgressBar::new_spinner(), "{msg} {spinner} {pos}"),
    };
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.with_message(what)
}
