//! What waits in a shop (先锋超市) for print, to be signed without network: plain values in, HTML out.

use askama::Template;

use super::style::STYLE_SHEET;
use super::text::{Lang, Words};

/// What the list shows, in the language of the page.
pub(crate) struct DailyList {
    /// The shop's name.
    pub(crate) shop: String,
    /// Where it is.
    pub(crate) place: String,
    /// The day of the list.
    pub(crate) day: String,
    /// The orders, the oldest first.
    pub(crate) rows: Vec<Waiting>,
    /// When it was read.
    pub(crate) as_of: String,
}

/// An order that waits.
pub(crate) struct Waiting {
    /// Who ordered, masked.
    pub(crate) name: String,
    /// What.
    pub(crate) what: String,
    /// How much: `2袋`.
    pub(crate) much: String,
    /// The last signs of the code; never the whole.
    pub(crate) code_end: String,
    /// The last day.
    pub(crate) until: String,
}

#[derive(Template)]
#[template(path = "daily_list.html", whitespace = "minimize")]
struct DailyListPage<'a> {
    view: &'a DailyList,
    words: &'static Words,
    says: Says,
    css: &'static str,
}

/// The page's own words.
struct Says {
    kind: &'static str,
    none: &'static str,
    number: &'static str,
    name: &'static str,
    what: &'static str,
    much: &'static str,
    code: &'static str,
    until: &'static str,
    signature: &'static str,
    hint: &'static str,
    keeper: &'static str,
}

const fn says(lang: Lang) -> Says {
    match lang {
        Lang::Chinese => Says {
            kind: "先锋超市待领清单",
            none: "没有等待领取的奖品。",
            number: "序号",
            name: "姓名",
            what: "奖品",
            much: "数量",
            code: "码尾",
            until: "截止",
            signature: "领取人签字",
            hint: "请核对提货码后四位再发放；代领请注明关系。恢复网络后，请把已签字的各行补录入系统。",
            keeper: "发放人签字",
        },
        Lang::English => Says {
            kind: "Waiting to be collected",
            none: "Nothing waits.",
            number: "No.",
            name: "Name",
            what: "Reward",
            much: "Quantity",
            code: "Code ends",
            until: "Until",
            signature: "Signature",
            hint: "Compare the last four signs of the code first; who collects for another writes how they are related. \
                   Record the signed lines once there is network.",
            keeper: "Keeper",
        },
    }
}

/// The list as a whole page.
///
/// # Errors
/// Only what writing to a string can fail with.
pub(crate) fn render_daily_list(view: &DailyList, lang: Lang) -> askama::Result<String> {
    DailyListPage { view, words: lang.words(), says: says(lang), css: STYLE_SHEET }.render()
}
