//! Finding words in Chinese text without an engine, the same on every database.
//!
//! Chinese has no spaces between words, so that the index holds characters and pairs of neighbours: a text that
//! holds a query holds all pairs of the query. The few that hold the pairs in other places are sorted out by a
//! look at the text itself.

use std::collections::BTreeSet;

use unicode_normalization::char::decompose_compatible;

/// The most characters of a query.
pub const MOST_QUERY: usize = 50;

/// The most normalized characters of a text that are indexed: title and body at their longest, and some more for
/// signs that stand for several.
const MOST_INDEXED: usize = 24_000;

/// A text as it is compared: compatible forms are one (full-width letters, circled numbers), capitals are
/// small, spaces and line breaks are gone.
///
/// Character by character, so that a part of a text is always a part of the normalized text.
pub fn normalized(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for whole in text.chars() {
        decompose_compatible(whole, |part| {
            let small = part.to_lowercase().filter(|c| !c.is_whitespace() && !c.is_control());
            out.extend(small);
        });
    }
    out
}

/// What the index holds of a normalized text: its characters and its pairs of neighbours, each once. At most
/// about 48,000.
pub fn grams(normalized: &str) -> BTreeSet<String> {
    let characters: Vec<char> = normalized.chars().take(MOST_INDEXED).collect();
    let singles = characters.iter().map(char::to_string);
    let pairs = characters.windows(2).map(|pair| pair.iter().collect::<String>());
    singles.chain(pairs).collect()
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    text: String,
}

impl Query {
    /// From what somebody typed; none if nothing is left of it.
    pub fn new(typed: &str) -> Option<Self> {
        let text = normalized(typed);
        (!text.is_empty()).then_some(Self { text })
    }

    /// The grams that a text must have: the pairs, or the one character.
    pub fn grams(&self) -> Vec<String> {
        let characters: Vec<char> = self.text.chars().collect();
        if characters.len() == 1 {
            return vec![self.text.clone()];
        }
        let pairs: BTreeSet<String> = characters.windows(2).map(|pair| pair.iter().collect()).collect();
        pairs.into_iter().collect()
    }

    /// Does a text hold it?
    pub fn is_in(&self, text: &str) -> bool {
        normalized(text).contains(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn width_case_and_spaces_make_no_difference() {
        let text = "关于 开展２０２４年\n“主题党日”ＡＰＰ学习的通知";
        for query in ["2024年", "２０２４", "app", "App学习", "开展 2024", "年“主题", "通"] {
            assert!(Query::new(query).unwrap().is_in(text), "{query}");
        }
        assert!(!Query::new("2023").unwrap().is_in(text));
        assert_eq!(Query::new(" \n　"), None);
    }

    #[test]
    fn a_text_of_any_length_has_so_many_grams() {
        let long: String = (0..20_000u32).filter_map(|n| char::from_u32(0x4e00 + (n * 7919) % 20_900)).collect();
        assert!(grams(&normalized(&long)).len() <= 2 * MOST_INDEXED);
        assert!(grams(&normalized(&"\u{fdfa}".repeat(20_000))).len() <= 2 * MOST_INDEXED);
    }

    proptest! {
        /// S0-13: every part of a text is found, by the index and by the look at the text.
        #[test]
        fn every_part_of_a_text_is_found(text in "(\\PC|[一-龥Ａ-ｚé　\n]){1,60}", from in 0usize..60, length in 1usize..60) {
            let characters: Vec<char> = text.chars().collect();
            let from = from.min(characters.len() - 1);
            let part: String = characters[from..(from + length).min(characters.len())].iter().collect();
            if let Some(query) = Query::new(&part) {
                let index = grams(&normalized(&text));
                prop_assert!(query.grams().iter().all(|gram| index.contains(gram)), "{part}");
                prop_assert!(query.is_in(&text));
            }
        }

        /// No gram ends in a space or is longer than a column of two characters.
        #[test]
        fn grams_fit_their_column(text in any::<String>()) {
            for gram in grams(&normalized(&text)) {
                prop_assert!((1..=2).contains(&gram.chars().count()));
                prop_assert!(!gram.chars().any(char::is_whitespace));
            }
        }
    }
}
