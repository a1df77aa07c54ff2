//! A member's points booklet (一本通) for print, S1-10: plain values in, HTML out.

use askama::Template;
use xianfeng_domain::Points;

use super::page::{figure, signed};
use super::style::STYLE_SHEET;
use super::text::{Lang, Words};

/// What the booklet shows, in the language of the page.
pub(crate) struct Booklet {
    /// The member's name.
    pub(crate) name: String,
    /// The branch's name.
    pub(crate) branch: String,
    /// The category's name.
    pub(crate) category: String,
    /// The period's name.
    pub(crate) period: String,
    /// The parts of the period, and the whole of it last.
    pub(crate) periods: Vec<PeriodRow>,
    /// Base points and aspects with what they come to; together the period's total.
    pub(crate) aspects: Vec<(String, Points)>,
    /// Items with how much was done in all: `200吨`.
    pub(crate) quantities: Vec<(String, String)>,
    /// The entries in the order of recording.
    pub(crate) deeds: Vec<Deed>,
    /// When it was read.
    pub(crate) as_of: String,
}

/// The figures of a period.
pub(crate) struct PeriodRow {
    /// Its name.
    pub(crate) name: String,
    /// Base points that belong to it.
    pub(crate) base: Points,
    /// What was gained beside them.
    pub(crate) gained: Points,
    /// What was deducted; zero or below.
    pub(crate) deducted: Points,
    /// Its total.
    pub(crate) total: Points,
}

/// An entry.
pub(crate) struct Deed {
    /// The day of the deed.
    pub(crate) day: String,
    /// What was done.
    pub(crate) what: String,
    /// The item, the quantity, the reason.
    pub(crate) notes: Vec<String>,
    /// What counts.
    pub(crate) points: Points,
}

#[derive(Template)]
#[template(path = "booklet.html", whitespace = "minimize")]
struct BookletPage<'a> {
    view: &'a Booklet,
    words: &'static Words,
    says: Says,
    css: &'static str,
}

/// The page's own words.
struct Says {
    kind: &'static str,
    periods: &'static str,
    period: &'static str,
    base: &'static str,
    gained: &'static str,
    deducted: &'static str,
    total: &'static str,
    aspects: &'static str,
    quantities: &'static str,
    deeds: &'static str,
    none: &'static str,
    day: &'static str,
    what: &'static str,
    points: &'static str,
    signatures: &'static str,
    own: &'static str,
    secretary: &'static str,
}

const fn says(lang: Lang) -> Says {
    match lang {
        Lang::Chinese => Says {
            kind: "党员积分一本通",
            periods: "各期积分",
            period: "时段",
            base: "基础分",
            gained: "加分",
            deducted: "扣分",
            total: "合计",
            aspects: "分类汇总",
            quantities: "实绩累计",
            deeds: "积分明细",
            none: "这一时段还没有积分记录。",
            day: "日期",
            what: "事项",
            points: "分值",
            signatures: "签字确认",
            own: "党员本人",
            secretary: "支部书记",
        },
        Lang::English => Says {
            kind: "Points booklet",
            periods: "Points by period",
            period: "Period",
            base: "Base",
            gained: "Gained",
            deducted: "Deducted",
            total: "Total",
            aspects: "By aspect",
            quantities: "Done in all",
            deeds: "Every entry",
            none: "Nothing is on record for this period yet.",
            day: "Day",
            what: "What",
            points: "Points",
            signatures: "Signatures",
            own: "Member",
            secretary: "Branch secretary",
        },
    }
}

/// The booklet as a whole page.
///
/// # Errors
/// Only what writing to a string can fail with.
pub(crate) fn render_booklet(view: &Booklet, lang: Lang) -> askama::Result<String> {
    BookletPage { view, words: lang.words(), says: says(lang), css: STYLE_SHEET }.render()
}
