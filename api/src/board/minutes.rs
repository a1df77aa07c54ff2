//! The minutes of a meeting (会议记录) for print: plain values in, HTML out.

use askama::Template;

use super::style::STYLE_SHEET;
use super::text::{Lang, Words};

/// What the page shows, in its language.
pub(crate) struct MinutesPage {
    /// Whose meeting it was.
    pub(crate) organization: String,
    /// The meeting's title.
    pub(crate) title: String,
    /// Not confirmed yet?
    pub(crate) draft: bool,
    /// From when until when.
    pub(crate) time: String,
    /// Where.
    pub(crate) place: Option<String>,
    /// Who chaired it.
    pub(crate) chair: String,
    /// Who wrote the minutes.
    pub(crate) writer: String,
    /// Who came and who did not, in a sentence.
    pub(crate) attendance: String,
    /// Were enough with a vote present, in a sentence.
    pub(crate) quorum: Option<String>,
    /// The agenda: what, who leads it and for how long.
    pub(crate) agenda: Vec<(String, String)>,
    /// What was said and done.
    pub(crate) paragraphs: Vec<String>,
    /// Grid and leader, and what was stated (S3-6).
    pub(crate) statements: Vec<(String, String)>,
    /// What was decided.
    pub(crate) decisions: Vec<PageDecision>,
    /// Writer and day, and what was added.
    pub(crate) addenda: Vec<(String, String)>,
    /// When the chair confirmed it.
    pub(crate) confirmed: Option<String>,
    /// When it was read.
    pub(crate) as_of: String,
}

/// A decision.
pub(crate) struct PageDecision {
    /// What.
    pub(crate) text: String,
    /// For, against, neither.
    pub(crate) votes: [u32; 3],
    /// Was it carried?
    pub(crate) carried: bool,
}

#[derive(Template)]
#[template(path = "minutes.html", whitespace = "minimize")]
struct Page<'a> {
    view: &'a MinutesPage,
    words: &'static Words,
    says: Says,
    css: &'static str,
}

/// The page's own words.
struct Says {
    kind: &'static str,
    draft: &'static str,
    time: &'static str,
    place: &'static str,
    chair: &'static str,
    writer: &'static str,
    attendance: &'static str,
    quorum: &'static str,
    agenda: &'static str,
    what: &'static str,
    statements: &'static str,
    decisions: &'static str,
    votes: [&'static str; 3],
    outcome: &'static str,
    carried: &'static str,
    lost: &'static str,
    addenda: &'static str,
    confirmed: &'static str,
    signatures: &'static str,
}

const fn says(lang: Lang) -> Says {
    match lang {
        Lang::Chinese => Says {
            kind: "会议记录",
            draft: "草稿，待主持人确认",
            time: "时间",
            place: "地点",
            chair: "主持人",
            writer: "记录人",
            attendance: "到会情况",
            quorum: "表决人数",
            agenda: "议程",
            what: "会议内容",
            statements: "网格长报告",
            decisions: "决议",
            votes: ["赞成", "反对", "弃权"],
            outcome: "结果",
            carried: "通过",
            lost: "未通过",
            addenda: "更正与补充",
            confirmed: "确认时间",
            signatures: "签字",
        },
        Lang::English => Says {
            kind: "Minutes",
            draft: "A draft: the chair has not confirmed it",
            time: "Time",
            place: "Place",
            chair: "Chair",
            writer: "Written by",
            attendance: "Attendance",
            quorum: "Quorum",
            agenda: "Agenda",
            what: "What was said and done",
            statements: "Statements of grid leaders",
            decisions: "Decisions",
            votes: ["For", "Against", "Neither"],
            outcome: "Outcome",
            carried: "carried",
            lost: "not carried",
            addenda: "Corrections and additions",
            confirmed: "Confirmed",
            signatures: "Signatures",
        },
    }
}

/// The page.
///
/// # Errors
/// Only what writing to a string can fail with.
pub(crate) fn render_minutes(view: &MinutesPage, lang: Lang) -> askama::Result<String> {
    Page { view, words: lang.words(), says: says(lang), css: STYLE_SHEET }.render()
}
