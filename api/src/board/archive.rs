//! Archives and proofs of service for print, and the page of who checks one: S1-10, S2-11. In Chinese only:
//! they are papers of the organization.

use askama::Template;

use super::style::STYLE_SHEET;
use crate::certificates::Content;

/// What a certificate's page shows.
pub(crate) struct ArchivePage<'a> {
    /// What it is called.
    pub(crate) kind: &'static str,
    /// Whether it was withdrawn.
    pub(crate) withdrawn: bool,
    /// A proof of service, not an archive.
    pub(crate) is_proof: bool,
    /// The check code as it is printed.
    pub(crate) code: &'a str,
    /// The QR code that checks it.
    pub(crate) qr: Option<String>,
    /// The digest in hexadecimal digits.
    pub(crate) digest: String,
    /// What was frozen.
    pub(crate) content: &'a Content,
}

#[derive(Template)]
#[template(path = "archive.html", whitespace = "minimize")]
struct Archive<'a> {
    view: &'a ArchivePage<'a>,
    of: &'a Content,
    css: &'static str,
}

/// The page of a certificate.
///
/// # Errors
/// Only what writing to a string can fail with.
pub(crate) fn render_archive(view: &ArchivePage<'_>) -> askama::Result<String> {
    Archive { view, of: view.content, css: STYLE_SHEET }.render()
}

/// What who checks a certificate is shown.
pub(crate) struct CheckPage<'a> {
    /// Whether it is valid.
    pub(crate) valid: bool,
    /// What it is called.
    pub(crate) kind: &'static str,
    /// The masked name.
    pub(crate) name: &'a str,
    /// The branch's name, where the public may see it.
    pub(crate) branch: Option<&'a str>,
    /// First and last day.
    pub(crate) period: String,
    /// What the total is of.
    pub(crate) total_name: &'static str,
    /// The total.
    pub(crate) total: &'a str,
    /// The day of issue.
    pub(crate) issued_on: String,
    /// The digest in hexadecimal digits.
    pub(crate) digest: &'a str,
}

#[derive(Template)]
#[template(path = "check.html", whitespace = "minimize")]
struct Checked<'a> {
    view: &'a CheckPage<'a>,
    css: &'static str,
}

/// The page of who checks a certificate.
///
/// # Errors
/// Only what writing to a string can fail with.
pub(crate) fn render_check(view: &CheckPage<'_>) -> askama::Result<String> {
    Checked { view, css: STYLE_SHEET }.render()
}
