//! The words of a message, made where it is read.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use xianfeng_domain::contents::WITHDRAWN;
use xianfeng_domain::time::{Day, Period};

use super::kind::Kind;
use crate::board::Lang;
use crate::http::problem::{Language, Text};

/// For kinds that another release told.
const UNKNOWN: Text = Text::fixed(
    "您有一条新消息，请更新小程序后查看。",
    "There is a message of a kind that this version does not know: update the app.",
);

/// How a time of the day is stored.
const STORED_TIME: &str = "%Y-%m-%d %H:%M";

/// For a parameter that is not there.
const MISSING: &str = "…";

/// The words of a message of a kind with its stored parameters. Whatever was stored, there is a sentence: a kind or a
/// parameter that is not known is no error.
pub(crate) fn words(kind: &str, params: &str, language: Language) -> String {
    let Some(kind) = Kind::from_code(kind) else { return UNKNOWN.in_language(language).to_owned() };
    let params: BTreeMap<String, String> = serde_json::from_str(params).unwrap_or_default();
    let mut rest = kind.words(language);
    let mut words = String::new();
    // From left to right: what a parameter holds is never read as a placeholder.
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, placeholder)| Some((before, placeholder.split_once('}')?)))
    {
        words.push_str(before);
        words.push_str(&params.get(name).map_or_else(|| MISSING.to_owned(), |held| said(name, held, language)));
        rest = after;
    }
    words.push_str(rest);
    words
}

/// For the title of a content that was taken down.
const GONE: Text = Text::fixed("已撤下的内容", "something that was taken down");

/// A parameter as people say it: periods, days and times are stored as codes.
pub(crate) fn said(name: &str, held: &str, language: Language) -> String {
    let (lang, day, time) = match language {
        Language::Chinese => (Lang::Chinese, "%Y年%-m月%-d日", "%Y年%-m月%-d日%H:%M"),
        Language::English => (Lang::English, "%-d %b %Y", "%-d %b %Y, %H:%M"),
    };
    let said = match name {
        "period" => held.parse::<Period>().ok().map(|period| lang.period(period)),
        "day" | "until" | "deadline" | "on" => held.parse::<Day>().ok().map(|on| on.format(day).to_string()),
        "time" => NaiveDateTime::parse_from_str(held, STORED_TIME).ok().map(|at| at.format(time).to_string()),
        _ if held == WITHDRAWN => Some(GONE.in_language(language).to_owned()),
        _ => None,
    };
    said.unwrap_or_else(|| held.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_languages_and_whatever_is_missing() {
        let params = r#"{"task":"修{points}路","points":"2.5"}"#;
        assert_eq!(words("claim.approved", params, Language::Chinese), "“修{points}路”已通过审核，记 2.5 分。");
        assert_eq!(words("claim.approved", params, Language::English), "“修{points}路” was approved: 2.5 points.");
        for params in ["{}", "", "[]", r#"{"task":1}"#] {
            assert_eq!(words("claim.approved", params, Language::Chinese), "“…”已通过审核，记 … 分。", "{params}");
        }
        assert!(words("claim.lost", "{}", Language::Chinese).ends_with('。'));
    }

    #[test]
    fn days_and_periods_are_said_as_people_say_them() {
        let params = r#"{"period":"2024-Q1","points":"3","rank":"2","until":"2024-04-09"}"#;
        assert_eq!(
            words("edition.published", params, Language::Chinese),
            "2024年第一季度积分已公示：您得 3 分，支部第 2 名，2024年4月9日前（含当天）可提异议。"
        );
        assert!(words("edition.published", params, Language::English).ends_with("Objections until 9 Apr 2024."));
        assert!(words("post.kept", r#"{"period":"2024-13"}"#, Language::Chinese).contains("2024-13"), "as it is held");
    }

    proptest! {
        #[test]
        fn there_is_always_a_sentence(index in 0..Kind::ALL.len(), params in ".{0,80}", name in "[a-z]{1,8}", value in ".{0,30}") {
            let kind = Kind::ALL[index];
            let object = serde_json::json!({ name: value }).to_string();
            for params in [params, object] {
                let text = words(kind.code(), &params, Language::Chinese);
                prop_assert!(text.ends_with('。'));
            }
        }
    }
}
