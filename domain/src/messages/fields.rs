//! What the platform takes in a field of a template. One type checks before anything is sent: a value that breaks
//! its rule is refused there with 47003, and the message is lost.

use std::fmt;
use std::str::FromStr;

/// The kind of a field, the letters of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Any text of at most 20 characters; a longer one is cut with `…`.
    Thing,
    /// A number of at most 32 digits, with decimals or not.
    Number,
    /// At most 32 letters.
    Letter,
    /// At most 5 symbols.
    Symbol,
    /// At most 32 ASCII letters, digits and symbols.
    CharacterString,
    /// A time of the day, with a day or not, or two of them joined by `~`.
    Time,
    /// A day, with a time or not, or two of them joined by `~`.
    Date,
    /// At most 10 digits with decimals or not, one currency sign before or `元` after.
    Amount,
    /// At most 17 digits and symbols.
    PhoneNumber,
    /// At most 8 characters.
    CarNumber,
    /// At most 10 Chinese characters, or 20 letters.
    Name,
    /// At most 5 Chinese characters.
    Phrase,
}

/// A field of a template, such as `thing1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldName(String);

/// A text that breaks the rule of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be {}", .0.rule())]
pub struct BrokenRule(pub FieldKind);

impl FieldKind {
    /// All kinds with the letters of their names.
    const NAMES: [(&'static str, Self); 12] = [
        ("thing", Self::Thing),
        ("number", Self::Number),
        ("letter", Self::Letter),
        ("symbol", Self::Symbol),
        ("character_string", Self::CharacterString),
        ("time", Self::Time),
        ("date", Self::Date),
        ("amount", Self::Amount),
        ("phone_number", Self::PhoneNumber),
        ("car_number", Self::CarNumber),
        ("name", Self::Name),
        ("phrase", Self::Phrase),
    ];

    /// The rule in words.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Thing => "a text",
            Self::Number => "a number of at most 32 digits",
            Self::Letter => "at most 32 letters",
            Self::Symbol => "at most 5 symbols",
            Self::CharacterString => "at most 32 ASCII letters, digits and symbols",
            Self::Time => "a time such as 09:30 or 2024-03-08 09:30",
            Self::Date => "a day such as 2024-03-08 or 2024年3月8日",
            Self::Amount => "at most 10 digits, a currency sign before or 元 after them",
            Self::PhoneNumber => "at most 17 digits and symbols",
            Self::CarNumber => "at most 8 characters",
            Self::Name => "at most 10 Chinese characters or 20 letters",
            Self::Phrase => "at most 5 Chinese characters",
        }
    }

    /// A text as the platform takes it: on one line, without control characters, a [`Thing`](Self::Thing) cut to 20
    /// characters.
    ///
    /// # Errors
    /// [`BrokenRule`] where it is empty or breaks the rule otherwise: nothing but a thing can be cut and still say
    /// what it said.
    pub fn value(self, text: &str) -> Result<String, BrokenRule> {
        let line: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|part| !part.is_empty()).collect();
        let line = line.join(" ");
        let length = line.chars().count();
        if length == 0 {
            return Err(BrokenRule(self));
        }
        if self == Self::Thing && length > 20 {
            let cut: String = line.chars().take(19).collect();
            return Ok(format!("{cut}…"));
        }
        if self.takes(&line, length) { Ok(line) } else { Err(BrokenRule(self)) }
    }

    fn takes(self, line: &str, length: usize) -> bool {
        let all = |good: fn(char) -> bool| line.chars().all(good);
        match self {
            Self::Thing => length <= 20,
            Self::Number => is_decimal(line, 32),
            Self::Letter => length <= 32 && all(|c| c.is_ascii_alphabetic()),
            Self::Symbol => length <= 5 && all(|c| !c.is_alphanumeric() && c != ' '),
            Self::CharacterString => length <= 32 && all(|c| c.is_ascii_graphic()),
            Self::Time => is_span(line, |part| is_moment(part, false, true)),
            Self::Date => is_span(line, |part| is_moment(part, true, false)),
            Self::Amount => is_amount(line),
            Self::PhoneNumber => length <= 17 && all(|c| c.is_ascii_digit() || "+-() *".contains(c)),
            Self::CarNumber => length <= 8 && all(char::is_alphanumeric),
            Self::Name => is_name(line, length),
            Self::Phrase => length <= 5 && all(is_chinese),
        }
    }
}

fn is_chinese(c: char) -> bool {
    ('一'..='鿿').contains(&c)
}

fn is_name(line: &str, length: usize) -> bool {
    let letters = |c: char| c.is_ascii_alphabetic() || c == ' ';
    let mixed = |c: char| is_chinese(c) || letters(c) || c == '·';
    (length <= 20 && line.chars().all(letters)) || (length <= 10 && line.chars().all(mixed))
}

/// Digits with at most one point between them, so many digits at most.
fn is_decimal(text: &str, most: usize) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, rest) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    digits(whole) && rest.is_none_or(digits) && whole.len() + rest.map_or(0, str::len) <= most
}

fn is_amount(text: &str) -> bool {
    let bare = text.strip_prefix(['¥', '￥', '$', '€', '£']).unwrap_or(text);
    let bare = bare.strip_suffix('元').unwrap_or(bare);
    !bare.starts_with('-') && is_decimal(bare, 10)
}

/// One, or two joined by `~`.
fn is_span(text: &str, is_one: impl Fn(&str) -> bool) -> bool {
    match text.split_once('~') {
        Some((from, to)) => is_one(from.trim()) && is_one(to.trim()),
        None => is_one(text),
    }
}

/// A day, a time, or a day and a time.
fn is_moment(text: &str, day_needed: bool, time_needed: bool) -> bool {
    let cut = text.find(' ').or_else(|| text.find('日').map(|at| at + '日'.len_utf8()));
    match cut {
        Some(at) => {
            let (day, time) = text.split_at(at);
            let time = time.trim_start();
            is_day(day) && (is_time(time) || (time.is_empty() && !time_needed))
        }
        None if text.contains(':') => !day_needed && is_time(text),
        None => !time_needed && is_day(text),
    }
}

fn is_day(text: &str) -> bool {
    let parts = match text.strip_suffix('日') {
        Some(text) => text.split(['年', '月']).collect::<Vec<_>>(),
        None => {
            let Some(mark) = ['-', '/', '.'].into_iter().find(|mark| text.contains(*mark)) else { return false };
            text.split(mark).collect()
        }
    };
    let [year, month, day] = parts.as_slice() else { return false };
    let date = (number(year, 4), number(month, 2), number(day, 2));
    let (Some(year), Some(month), Some(day)) = date else { return false };
    i32::try_from(year).is_ok_and(|year| crate::time::Day::from_ymd_opt(year, month, day).is_some())
}

fn is_time(text: &str) -> bool {
    let parts: Vec<Option<u32>> = text.split(':').map(|part| number(part, 2).filter(|_| part.len() == 2)).collect();
    match parts.as_slice() {
        [Some(hour), Some(minute)] => *hour < 24 && *minute < 60,
        [Some(hour), Some(minute), Some(second)] => *hour < 24 && *minute < 60 && *second < 60,
        _ => false,
    }
}

/// A whole number of at most so many digits.
fn number(text: &str, most: usize) -> Option<u32> {
    let digits = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

impl FieldName {
    /// The name, such as `thing1`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What it takes.
    pub fn kind(&self) -> FieldKind {
        // Checked when it was read.
        kind_of(&self.0).unwrap_or(FieldKind::Thing)
    }
}

/// The kind that a name begins with, if a number follows.
fn kind_of(name: &str) -> Option<FieldKind> {
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = name.len() - letters.len();
    let found = FieldKind::NAMES.into_iter().find(|(known, _)| *known == letters).map(|(_, kind)| kind);
    found.filter(|_| (1..=3).contains(&digits))
}

impl FromStr for FieldName {
    type Err = UnknownField;

    fn from_str(name: &str) -> Result<Self, UnknownField> {
        kind_of(name).map(|_| Self(name.to_owned())).ok_or(UnknownField)
    }
}

/// A name that no field of a template has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a kind of field and a number, such as thing1 or time2")]
pub struct UnknownField;

impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn good_and_bad_values() {
        use FieldKind::*;
        for (kind, good) in [
            (Thing, "修路 2 次，辛苦了！"),
            (Number, "12.5"),
            (Number, "-3"),
            (CharacterString, "2024-Q1"),
            (Time, "09:30"),
            (Time, "2024年3月8日 14:30"),
            (Time, "2024年3月8日14:30"),
            (Time, "2024-03-08 14:30:05"),
            (Time, "09:30~11:00"),
            (Date, "2024-03-08"),
            (Date, "2024年3月8日"),
            (Date, "2024/3/8 10:00"),
            (Date, "2024.03.08~2024.03.09"),
            (Amount, "¥12.50"),
            (Amount, "12元"),
            (PhoneNumber, "+86 13912345678"),
            (CarNumber, "晋A12345"),
            (Name, "蒋远嘉"),
            (Name, "Anna Maria Lee"),
            (Phrase, "已退回"),
            (Letter, "abc"),
            (Symbol, "★"),
        ] {
            assert_eq!(kind.value(good), Ok(good.to_owned()), "{kind:?}");
        }
        for (kind, bad) in [
            (Thing, " \n"),
            (Number, "十"),
            (Number, "1.2.3"),
            (CharacterString, "中文"),
            (Time, "24:00"),
            (Time, "9:3"),
            (Time, "2024-03-08"),
            (Date, "2024-02-30"),
            (Date, "09:30"),
            (Date, "明天"),
            (Amount, "-3"),
            (Amount, "12345678901"),
            (PhoneNumber, "call me"),
            (CarNumber, "晋A-12345"),
            (Name, "欧阳欧阳欧阳欧阳欧阳欧"),
            (Phrase, "ok"),
            (Phrase, "已经退回补充"),
            (Letter, "a1"),
            (Symbol, "a"),
        ] {
            assert_eq!(kind.value(bad), Err(BrokenRule(kind)), "{bad}");
        }
    }

    #[test]
    fn names_are_a_kind_and_a_number() {
        assert_eq!("character_string12".parse::<FieldName>().map(|name| name.kind()), Ok(FieldKind::CharacterString));
        for bad in ["thing", "1", "thing1234", "stuff1", "thing1x", "Thing1", ""] {
            assert_eq!(bad.parse::<FieldName>(), Err(UnknownField), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn things_fit_whatever_they_were(text in ".{0,60}") {
            if let Ok(value) = FieldKind::Thing.value(&text) {
                prop_assert!((1..=20).contains(&value.chars().count()));
                prop_assert!(!value.chars().any(char::is_control));
                prop_assert_eq!(FieldKind::Thing.value(&value), Ok(value));
            } else {
                prop_assert!(text.chars().all(|c| c.is_whitespace() || c.is_control()));
            }
        }

        #[test]
        fn what_passes_is_short_and_on_one_line(index in 0..FieldKind::NAMES.len(), text in "[0-9a-z一-龥:~年月日. +¥元\n\t-]{0,40}") {
            let kind = FieldKind::NAMES[index].1;
            if let Ok(value) = kind.value(&text) {
                prop_assert!(!value.contains(char::is_control));
                prop_assert!(value.chars().count() <= 40);
                prop_assert_eq!(kind.value(&value), Ok(value), "checking again changes nothing");
            }
        }

        #[test]
        fn days_and_times_of_ours_always_pass(seconds in 0_i64..4_000_000_000) {
            let at = chrono::DateTime::from_timestamp(seconds, 0).expect("an instant");
            for (kind, form) in [(FieldKind::Time, "%Y-%m-%d %H:%M"), (FieldKind::Date, "%Y-%m-%d"), (FieldKind::Date, "%Y年%-m月%-d日")] {
                prop_assert!(kind.value(&at.format(form).to_string()).is_ok());
            }
        }
    }
}
