//! A letter to a member (整改函) for print, S1-7: plain values in, HTML out.

use askama::Template;

use super::style::STYLE_SHEET;
use super::text::{Lang, Words};

/// What the letter shows, in the language of the page.
pub(crate) struct Letter {
    /// The member's name.
    pub(crate) name: String,
    /// The branch's name.
    pub(crate) branch: String,
    /// The day of the letter.
    pub(crate) day: String,
    /// Its words.
    pub(crate) paragraphs: Vec<String>,
    /// Until when the member is to improve.
    pub(crate) deadline: Option<String>,
}

#[derive(Template)]
#[template(path = "letter.html", whitespace = "minimize")]
struct LetterPage<'a> {
    view: &'a Letter,
    words: &'static Words,
    says: Says,
    css: &'static str,
}

/// The page's own words.
struct Says {
    kind: &'static str,
    comrade: &'static str,
    deadline: &'static str,
    answer: &'static str,
    signatures: &'static str,
    own: &'static str,
    secretary: &'static str,
}

const fn says(lang: Lang) -> Says {
    match lang {
        Lang::Chinese => Says {
            kind: "整改函",
            comrade: "同志：",
            deadline: "整改期限",
            answer: "本人答复",
            signatures: "签字",
            own: "党员本人",
            secretary: "支部书记",
        },
        Lang::English => Says {
            kind: "A letter from the branch",
            comrade: ":",
            deadline: "Deadline",
            answer: "The member's answer",
            signatures: "Signatures",
            own: "Member",
            secretary: "Branch secretary",
        },
    }
}

/// The letter as a whole page.
///
/// # Errors
/// Only what writing to a string can fail with.
pub(crate) fn render_letter(view: &Letter, lang: Lang) -> askama::Result<String> {
    LetterPage { view, words: lang.words(), says: says(lang), css: STYLE_SHEET }.render()
}
