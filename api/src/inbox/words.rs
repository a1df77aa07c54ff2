//! The words of a message, made where it is read.

use std::collections::BTreeMap;

use super::kind::Kind;
use crate::http::problem::{Language, Text};

/// For kinds that another release told.
const UNKNOWN: Text = Text::fixed(
    "您有一条新消息，请更新小程序后查看。",
    "There is a message of a kind that this version does not know: update the app.",
);

/// For a parameter that is not there.
const MISSING: &str = "…";

/// The words of a message of a kind with its stored parameters. Whatever was stored, there is a sentence: a kind or a
/// parameter that is not known is no error.
pub(super) fn words(kind: &str, params: &str, language: Language) -> String {
    let Some(kind) = Kind::from_code(kind) else { return UNKNOWN.in_language(language).to_owned() };
    let params: BTreeMap<String, String> = serde_json::from_str(params).unwrap_or_default();
    let mut rest = kind.words(language);
    let mut words = String::new();
    // From left to right: what a parameter holds is never read as a placeholder.
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, placeholder)| Some((before, placeholder.split_once('}')?)))
    {
        words.push_str(before);
        words.push_str(params.get(name).map_or(MISSING, String::as_str));
        rest = after;
    }
    words.push_str(rest);
    words
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
