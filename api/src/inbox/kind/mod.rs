//! The kinds of messages: `table` is the one list of them.

use std::collections::BTreeSet;

use crate::http::problem::Language;

macro_rules! kinds {
    ($($variant:ident $code:literal $zh:literal / $en:literal;)*) => {
        /// A kind of message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind {
            $(#[doc = concat!("`", $code, "`: ", $en)] $variant,)*
        }

        impl Kind {
            /// Every kind, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code, `noun.what`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// From the code; none where a release before or after this one told it.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }

            /// The words with their placeholders.
            pub const fn words(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$variant, Language::Chinese) => $zh, (Self::$variant, Language::English) => $en,)*
                }
            }
        }
    };
}

mod table;

pub use table::Kind;

impl Kind {
    /// The names of the placeholders, in the order of the alphabet; the same in both languages.
    pub fn placeholders(self) -> BTreeSet<&'static str> {
        placeholders(self.words(Language::Chinese))
    }
}

/// What stands between braces.
fn placeholders(words: &str) -> BTreeSet<&str> {
    words.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_a_short_sentence_in_both_languages() {
        for kind in Kind::ALL {
            let (zh, en) = (kind.words(Language::Chinese), kind.words(Language::English));
            assert!(zh.ends_with('。'), "{kind:?}");
            assert!(zh.chars().count() <= 60, "{kind:?}");
            assert!(en.ends_with('.') && !en.contains(|c: char| ('一'..='鿿').contains(&c)), "{kind:?}");
            assert!(en.ends_with('.'), "{kind:?}");
            assert_eq!(placeholders(zh), placeholders(en), "{kind:?}");
            let code = kind.code();
            assert!(code.len() <= 40 && code.split_once('.').is_some_and(|(noun, _)| !noun.is_empty()), "{kind:?}");
            assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.'), "{kind:?}");
            assert_eq!(Kind::ALL.iter().filter(|other| other.code() == code).count(), 1, "{kind:?}");
        }
    }
}
