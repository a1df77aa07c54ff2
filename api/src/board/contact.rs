//! A contact card (连心卡, S4-7) for print: plain values in, HTML out.

use askama::Template;

use super::style::CARD_SHEET;
use super::text::{Lang, Words};

/// What the card shows, in the language of the page.
pub(crate) struct ContactPage {
    /// The holder's name.
    pub(crate) name: String,
    /// The branch's name.
    pub(crate) branch: String,
    /// The post's name.
    pub(crate) post: String,
    /// The grid's name, where the post has one.
    pub(crate) grid: Option<String>,
    /// The promise, once it was checked.
    pub(crate) promise: Option<String>,
    /// The phone number, while the holder agrees.
    pub(crate) phone: Option<String>,
    /// A photo or room for one, while the holder agrees.
    pub(crate) photo: bool,
    /// The photo as a `data:` address, once it was checked and while the holder agrees.
    pub(crate) picture: Option<String>,
    /// When it was read.
    pub(crate) as_of: String,
}

#[derive(Template)]
#[template(path = "contact_card.html", whitespace = "minimize")]
struct Page<'a> {
    view: &'a ContactPage,
    words: &'static Words,
    says: Says,
    css: &'static str,
}

/// The page's own words.
struct Says {
    kind: &'static str,
    photo: &'static str,
    portrait: &'static str,
    post: &'static str,
    grid: &'static str,
    phone: &'static str,
    promise: &'static str,
}

const fn says(lang: Lang) -> Says {
    match lang {
        Lang::Chinese => Says {
            kind: "党员连心卡",
            photo: "贴照片处",
            portrait: "照片",
            post: "岗位",
            grid: "网格",
            phone: "电话",
            promise: "我承诺",
        },
        Lang::English => Says {
            kind: "Contact card",
            photo: "Photo",
            portrait: "Portrait",
            post: "Post",
            grid: "Grid",
            phone: "Phone",
            promise: "I promise",
        },
    }
}

/// The card as a whole page.
///
/// # Errors
/// Only what writing to a string can fail with.
pub(crate) fn render_contact(view: &ContactPage, lang: Lang) -> askama::Result<String> {
    Page { view, words: lang.words(), says: says(lang), css: CARD_SHEET }.render()
}
