//! The page where there is no board to show: one plain sentence and what to do next.

use askama::Template;

use super::style::STYLE_SHEET;
use super::text::{Lang, Words};

/// Why there is no board to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// No such organization, or none that shows a board (404).
    NotFound,
    /// No such organization, or no rule book in force there (404).
    NoRules,
    /// No such organization, or none with a fund (404).
    NoFund,
    /// No such notice, or none published (404).
    NoNotice,
    /// No such content, or it was taken down (404).
    NoContent,
    /// Nobody has approved the publication yet (403).
    NotApproved,
    /// The period in the address is none (400).
    BadPeriod,
    /// The figures cannot be read just now (503).
    Unavailable,
}

#[derive(Template)]
#[template(path = "message.html", whitespace = "minimize")]
struct MessagePage {
    words: &'static Words,
    css: &'static str,
    title: &'static str,
    advice: &'static str,
}

/// The message as a whole page, in the style of the board.
///
/// # Errors
/// Only what writing to a string can fail with.
pub fn render_message(message: Message, lang: Lang) -> askama::Result<String> {
    let (title, advice) = sentence(message, lang);
    MessagePage { words: lang.words(), css: STYLE_SHEET, title, advice }.render()
}

const fn sentence(message: Message, lang: Lang) -> (&'static str, &'static str) {
    match (message, lang) {
        (Message::NotFound, Lang::Chinese) => {
            ("没有找到这个积分榜", "网址可能不完整。请重新扫描公示栏上的二维码，或向党支部书记要新的网址。")
        }
        (Message::NotFound, Lang::English) => (
            "There is no such board",
            "The address may be incomplete. Scan the code on the notice board again, or ask the branch secretary.",
        ),
        (Message::NoRules, Lang::Chinese) => (
            "没有找到积分管理台账",
            "网址可能不完整，或者这里还没有采用台账。请重新扫描公示栏上的二维码，或向党支部书记了解。",
        ),
        (Message::NoRules, Lang::English) => (
            "There is no rule book",
            "The address may be incomplete, or none has been adopted yet. Scan the code on the notice board again, or ask the branch secretary.",
        ),
        (Message::NoFund, Lang::Chinese) => (
            "这里没有奖励经费",
            "网址可能不完整，或者这里没有党员积分奖励经费。请重新扫描公示栏上的二维码，或向党支部书记了解。",
        ),
        (Message::NoFund, Lang::English) => (
            "There is no fund here",
            "The address may be incomplete, or this organization has none. Scan the code on the notice board again, or ask the branch secretary.",
        ),
        (Message::NoNotice, Lang::Chinese) => (
            "没有找到这期公示",
            "这个时段可能还没有公示，或者网址不完整。请重新扫描公示上的二维码，或向党支部书记了解。",
        ),
        (Message::NoNotice, Lang::English) => (
            "There is no such notice",
            "The period may not be published yet, or the address is incomplete. Scan the code on the notice again, or ask the branch secretary.",
        ),
        (Message::NoContent, Lang::Chinese) => {
            ("没有找到这条内容", "它可能已经撤下，或者网址不完整。请重新扫描二维码，或向党支部书记了解。")
        }
        (Message::NoContent, Lang::English) => (
            "There is no such text",
            "It may have been taken down, or the address is incomplete. Scan the code again, or ask the branch secretary.",
        ),
        (Message::NotApproved, Lang::Chinese) => {
            ("这个积分榜还没有公开", "公开积分需要党组织批准。请向党支部书记了解什么时候公开。")
        }
        (Message::NotApproved, Lang::English) => (
            "This board is not public yet",
            "The organization has to approve its publication first. Ask the branch secretary when that will be.",
        ),
        (Message::BadPeriod, Lang::Chinese) => {
            ("网址里的时段不对", "请去掉网址中问号及其后面的内容再打开，或重新扫描公示栏上的二维码。")
        }
        (Message::BadPeriod, Lang::English) => (
            "The address names no period",
            "Open the address without the question mark and what follows it, or scan the code on the notice board again.",
        ),
        (Message::Unavailable, Lang::Chinese) => {
            ("积分榜暂时打不开", "积分没有丢失。请过几分钟再刷新；一直打不开，请告诉党支部书记。")
        }
        (Message::Unavailable, Lang::English) => (
            "The board cannot be shown just now",
            "No points are lost. Try again in a few minutes; if it lasts, tell the branch secretary.",
        ),
    }
}
