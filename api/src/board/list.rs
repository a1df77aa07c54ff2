//! A list of persons with what lies behind each, for print: plain values in, HTML out.

use askama::Template;

use super::style::STYLE_SHEET;
use super::text::{Lang, Words};

/// What the list shows, in the language of the page.
pub(crate) struct ListPage {
    /// What the list is.
    pub(crate) kind: &'static str,
    /// The organization's name.
    pub(crate) organization: String,
    /// The year's name.
    pub(crate) period: String,
    /// What it stands on, and who decided.
    pub(crate) notes: Vec<String>,
    /// Who stands on it.
    pub(crate) persons: Vec<ListPerson>,
    /// When it was read.
    pub(crate) as_of: String,
}

/// Somebody on it.
pub(crate) struct ListPerson {
    /// The name.
    pub(crate) name: String,
    /// The branch's name.
    pub(crate) branch: String,
    /// Heads and texts.
    pub(crate) rows: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "list.html", whitespace = "minimize")]
struct Page<'a> {
    view: &'a ListPage,
    words: &'static Words,
    none: &'static str,
    css: &'static str,
}

/// The page.
///
/// # Errors
/// What a template cannot write, which a string never refuses.
pub(crate) fn render_list(view: &ListPage, lang: Lang) -> askama::Result<String> {
    let none = match lang {
        Lang::Chinese => "名单中没有人。",
        Lang::English => "Nobody stands on this list.",
    };
    Page { view, words: lang.words(), none, css: STYLE_SHEET }.render()
}
