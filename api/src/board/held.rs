//! What is held on a person, for print: plain values in, HTML out. In Chinese only, as the data list is.

use askama::Template;

use super::style::STYLE_SHEET;

/// What the page shows.
pub(crate) struct HeldPage {
    /// The person's name.
    pub(crate) name: String,
    /// When it was read.
    pub(crate) as_of: String,
    /// The places that hold something.
    pub(crate) sections: Vec<HeldSection>,
}

/// One place.
pub(crate) struct HeldSection {
    /// What it holds.
    pub(crate) title: &'static str,
    /// What for.
    pub(crate) purpose: &'static str,
    /// On what basis.
    pub(crate) basis: &'static str,
    /// How long.
    pub(crate) kept: &'static str,
    /// How many rows there are.
    pub(crate) count: u64,
    /// Why nobody can say whose a row is, where that is so.
    pub(crate) unfound: Option<&'static str>,
    /// Whether there are more rows than stand here.
    pub(crate) more: bool,
    /// The first rows, a line each.
    pub(crate) rows: Vec<String>,
}

#[derive(Template)]
#[template(path = "held.html", whitespace = "minimize")]
struct Page<'a> {
    view: &'a HeldPage,
    css: &'static str,
}

/// The page as a whole.
///
/// # Errors
/// Only what writing to a string can fail with.
pub(crate) fn render_held(view: &HeldPage) -> askama::Result<String> {
    Page { view, css: STYLE_SHEET }.render()
}
