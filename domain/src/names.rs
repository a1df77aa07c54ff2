//! Names as the public may see them: masked unless the township has recorded its basis for
//! showing them in full, or whose name it is agreed (invariant 11; Personal Information Protection Law,
//! article 25).

/// Stands for what a mask hides.
const HIDDEN: char = '*';

/// At most so many [`HIDDEN`] signs in a mask: a long minority name does not tell its length,
/// and fits where a Han name does.
const MOST_HIDDEN: usize = 2;

/// How much of a name an audience sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum DisplayLevel {
    /// The whole name: the township has recorded its basis.
    Full,
    /// First and last character, see [`mask`].
    #[default]
    Masked,
    /// No name at all: the row's number stands for the member.
    NumberOnly,
}

impl DisplayLevel {
    /// The name as this level shows it; `None` where it shows none.
    pub fn show(self, name: &str) -> Option<String> {
        match self {
            Self::Full => Some(name.trim().to_owned()),
            Self::Masked => Some(mask(name)),
            Self::NumberOnly => None,
        }
    }

    /// What this level comes to for somebody who agreed to their full name
    /// ([`Purpose::PublicName`](crate::consents::Purpose::PublicName)): the mask is lifted, and nothing
    /// else. A page without names stays without.
    #[must_use]
    pub const fn for_who_agreed(self) -> Self {
        match self {
            Self::Full | Self::Masked => Self::Full,
            Self::NumberOnly => Self::NumberOnly,
        }
    }
}

/// A name with first and last character kept and the rest hidden.
///
/// | characters | example | mask |
/// | --- | --- | --- |
/// | 1 | 丹 | `*`: the character would be the whole name |
/// | 2 | 张三 | `张*`: first and last would be the whole name |
/// | 3 | 张小三 | `张*三` |
/// | 4 or more | 欧阳建国, 买买提·吐尔逊 | `欧**国`, `买**逊` |
///
/// Only letters and digits count: neither the dot of a minority name nor anything that cannot be
/// seen makes 张三 a name of three. Marks that change the character before them (variation
/// selectors, accents) stay with it. Masks collide by design, so lists number their rows.
pub fn mask(name: &str) -> String {
    let characters = characters(name.trim());
    let hidden = |count: usize| HIDDEN.to_string().repeat(count.min(MOST_HIDDEN));
    match characters.as_slice() {
        [] => String::new(),
        [_] => hidden(1),
        [first, _] => format!("{first}{}", hidden(1)),
        [first, between @ .., last] => format!("{first}{}{last}", hidden(between.len())),
    }
}

/// The letters and digits of a name, each with the marks that change it.
fn characters(name: &str) -> Vec<String> {
    let mut characters: Vec<String> = Vec::new();
    for c in name.chars() {
        if changes_the_one_before(c) {
            if let Some(last) = characters.last_mut() {
                last.push(c);
            }
        } else if c.is_alphanumeric() && !is_filler(c) {
            characters.push(c.to_string());
        }
    }
    characters
}

/// May this stand as a name? Letters, with what names are written with besides: the dot, digits
/// and brackets that tell namesakes apart, hyphen and apostrophe. What cannot be seen may not: it
/// would make blank lines and false masks on the boards. `name` is normalized.
pub fn is_name(name: &str) -> bool {
    let allowed = |c: char| {
        (c.is_alphanumeric() && !is_filler(c))
            || changes_the_one_before(c)
            || matches!(c, '·' | '-' | '\'' | '(' | ')' | '（' | '）')
    };
    name.starts_with(|c: char| c.is_alphabetic() && !is_filler(c)) && name.chars().all(allowed)
}

/// Hangul fillers: letters by their class, blank to the eye.
const fn is_filler(c: char) -> bool {
    matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}')
}

/// Combining accents, joiners, and the variation selectors that choose the shape of a rare Han character.
const fn changes_the_one_before(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keeps_first_and_last_but_never_a_whole_name() {
        for (name, masked) in [
            ("", ""),
            ("  ", ""),
            ("丹", "*"),
            ("张三", "张*"),
            ("张小三", "张*三"),
            ("欧阳建国", "欧**国"),
            ("买买提·吐尔逊", "买**逊"),
            (" 张小三 ", "张*三"),
            // Nothing that cannot be seen, and no dot, makes two characters three.
            ("张\u{1160}三", "张*"),
            ("张\u{2800}三", "张*"),
            ("张·三", "张*"),
            ("\u{3164}", ""),
        ] {
            assert_eq!(mask(name), masked, "{name:?}");
        }
    }

    #[test]
    fn names_are_what_can_be_seen() {
        for name in ["张三", "买买提·吐尔逊", "𠮷𡈽", "葛\u{e0100}", "张伟（大）", "张伟2", "O'Neil"]
        {
            assert!(is_name(name), "{name}");
        }
        for name in
            ["", "\u{3164}", "张\u{1160}三", "张\u{2800}三", "张\u{180b}三", "·张", "=张", "1张", "张\n三", "张|三"]
        {
            assert!(!is_name(name), "{name:?}");
        }
    }

    #[test]
    fn rare_characters_stay_whole() {
        assert_eq!(mask("𠮷𡈽𨋢"), "𠮷*𨋢");
        assert_eq!(mask("葛\u{e0100}"), "*", "one character with its chosen shape is still one");
        assert_eq!(mask("葛\u{e0100}小明"), "葛\u{e0100}*明");
        assert_eq!(mask("Zoe\u{308}"), "Z*e\u{308}");
    }

    #[test]
    fn levels_show_no_more_than_they_say() {
        assert_eq!(DisplayLevel::Full.show("张小三").as_deref(), Some("张小三"));
        assert_eq!(DisplayLevel::default().show("张小三").as_deref(), Some("张*三"));
        assert_eq!(DisplayLevel::NumberOnly.show("张小三"), None);
    }

    #[test]
    fn an_own_consent_lifts_the_mask_and_nothing_else() {
        use DisplayLevel::{Full, Masked, NumberOnly};
        assert_eq!([Full, Masked, NumberOnly].map(DisplayLevel::for_who_agreed), [Full, Full, NumberOnly]);
    }

    proptest! {
        #[test]
        fn a_mask_shows_two_characters_at_most_and_tells_no_length(name in "[\u{4e00}-\u{9fff}·]{1,50}") {
            let masked = mask(&name);
            let shown = masked.chars().filter(|c| *c != HIDDEN).count();
            prop_assert!(shown <= 2 && shown < name.chars().count());
            prop_assert!(masked.chars().count() <= 4);
        }

        #[test]
        fn any_text_has_a_mask(name in ".{0,40}") {
            let _ = mask(&name);
        }
    }
}
