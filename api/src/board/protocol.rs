//! The protocol of a hand-over (交接) for print: plain values in, HTML out.

use askama::Template;

use super::style::STYLE_SHEET;
use super::text::{Lang, Words};

/// What the protocol shows, in the language of the page.
pub(crate) struct Protocol {
    /// The organization's name.
    pub(crate) place: String,
    /// The office.
    pub(crate) office: &'static str,
    /// The day of the hand-over.
    pub(crate) day: String,
    /// Who hands over.
    pub(crate) outgoing: String,
    /// Who takes over.
    pub(crate) incoming: String,
    /// When the outgoing side signed.
    pub(crate) outgoing_signed: Option<String>,
    /// When the incoming side signed.
    pub(crate) incoming_signed: Option<String>,
    /// Who signed for who hands over, and why.
    pub(crate) signed_for: Option<(String, String)>,
    /// What else is to be said.
    pub(crate) note: Option<String>,
    /// The open work: what, and how many.
    pub(crate) work: Vec<(&'static str, u64)>,
}

#[derive(Template)]
#[template(path = "protocol.html", whitespace = "minimize")]
struct ProtocolPage<'a> {
    view: &'a Protocol,
    words: &'static Words,
    says: Says,
    css: &'static str,
}

/// The page's own words.
struct Says {
    kind: &'static str,
    office: &'static str,
    outgoing: &'static str,
    incoming: &'static str,
    work: &'static str,
    note: &'static str,
    signed_for: &'static str,
    signatures: &'static str,
    witness: &'static str,
}

const fn says(lang: Lang) -> Says {
    match lang {
        Lang::Chinese => Says {
            kind: "工作交接单",
            office: "职务",
            outgoing: "交出人",
            incoming: "接收人",
            work: "未办结事项",
            note: "说明",
            signed_for: "代交出人签字",
            signatures: "签字",
            witness: "监交人",
        },
        Lang::English => Says {
            kind: "Hand-over protocol",
            office: "Office",
            outgoing: "Hands over",
            incoming: "Takes over",
            work: "Open work",
            note: "Note",
            signed_for: "Signed for who hands over",
            signatures: "Signatures",
            witness: "Witness",
        },
    }
}

/// The protocol as a whole page.
///
/// # Errors
/// Only what writing to a string can fail with.
pub(crate) fn render_protocol(view: &Protocol, lang: Lang) -> askama::Result<String> {
    ProtocolPage { view, words: lang.words(), says: says(lang), css: STYLE_SHEET }.render()
}
