//! Text as people and spreadsheets yield it, brought to one form.

use unicode_normalization::UnicodeNormalization;

/// Compatibility forms folded (full-width digits and letters, radicals for characters),
/// invisible characters dropped, every run of space a single one, none at the ends.
pub(super) fn tidy(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).nfkc().collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `tidy` without any space: Chinese is padded with spaces to line columns up.
pub fn compact(text: &str) -> String {
    // Composed again: taking a space out can bring a letter and its accent together.
    tidy(text).chars().filter(|c| *c != ' ').nfc().collect()
}

/// The one form of a person's name: `张　诚` and `张 诚` are `张诚`, and every kind of dot
/// between the parts of a minority name is `·`.
pub fn name(text: &str) -> String {
    compact(text)
        .chars()
        .map(|c| match c {
            '.' | '•' | '‧' | '∙' | '⋅' | '・' => '·',
            other => other,
        })
        .collect()
}

/// Tidy text, or `None` where the cell says in words or strokes that there is nothing.
pub(super) fn optional(text: &str) -> Option<String> {
    let tidy = tidy(text);
    let only_strokes = tidy.chars().all(|c| matches!(c, ' ' | '-' | '–' | '—' | '―' | '/' | '\\' | '_'));
    (!only_strokes && !matches!(tidy.as_str(), "无" | "没有" | "暂无" | "不详")).then_some(tidy)
}

fn is_invisible(c: char) -> bool {
    let format = matches!(c,
        '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    format || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_lose_padding_and_keep_their_characters() {
        for written in ["张 诚", "张\u{3000}诚", " 张\u{A0}诚\n", "张\u{200B}诚\u{FEFF}", "张诚"] {
            assert_eq!(name(written), "张诚", "{written:?}");
        }
        for written in ["阿依古丽·买买提", "阿依古丽•买买提", "阿依古丽．买买提", "阿依古丽 ・ 买买提"]
        {
            assert_eq!(name(written), "阿依古丽·买买提", "{written:?}");
        }
        // Rare characters outside the basic plane survive (pitfall 28).
        assert_eq!(name("𠮷 㛃"), "𠮷㛃");
    }

    #[test]
    fn full_width_forms_become_plain() {
        assert_eq!(tidy("１９９Ａ（甲）"), "199A(甲)");
    }

    #[test]
    fn strokes_and_words_for_nothing_are_nothing() {
        for written in ["", " ", "无", "—", "--", "/", "\u{3000}", "暂无"] {
            assert_eq!(optional(written), None, "{written:?}");
        }
        assert_eq!(optional(" 吹拉  弹唱 "), Some("吹拉 弹唱".into()));
    }

    proptest! {
        #[test]
        fn normal_forms_are_stable(text in "\\PC{0,20}") {
            prop_assert_eq!(name(&name(&text)), name(&text));
            prop_assert!(!name(&text).contains(char::is_whitespace));
        }
    }
}
