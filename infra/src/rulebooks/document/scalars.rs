//! The values that tables are made of: texts, codes, numbers, lists.

use xianfeng_domain::Points;
use xianfeng_domain::points::PointsError;

use super::fault::{Faults, Path};
use super::shape::Shape;
use super::value::Value;
use super::words;

/// A text of 1 to `MOST` characters on one line, without spaces around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text<const MOST: usize>(pub(super) String);

/// A stable code: 1 to 40 of `a-z`, `0-9` and `_`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Code(pub(super) String);

/// A decimal number with at most two decimals, from `LEAST` hundredths up; as text, or as a number
/// by its own text. For points, and for yuan, where a hundredth is a fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal<const LEAST: i64>(pub(super) Points);

/// The bound of amounts that may be negative.
pub(super) const ANY: i64 = -Points::LIMIT.hundredths();

/// A whole number from `LEAST` to `MOST`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whole<const LEAST: u32, const MOST: u32>(pub(super) u32);

/// At most `MOST` of something; `None` in a place that is faulty, so that the others keep theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct List<T, const MOST: usize>(pub(super) Vec<Option<T>>);

/// What can only be said: `true` for `YES`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exactly<const YES: bool>;

/// What cannot be seen, or turns a line around for who reads it next.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}')
}

impl<const MOST: usize> Shape for Text<MOST> {
    fn read(value: &Value, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        let Value::Text(text) = value else { return value.wrong(at, words::not_a_text(), faults) };
        let text = text.trim();
        if text.is_empty() {
            return value.wrong(at, words::empty_text(), faults);
        }
        if text.chars().count() > MOST {
            return value.wrong(at, words::long_text(MOST), faults);
        }
        if text.chars().any(is_hidden) {
            return value.wrong(at, words::hidden_characters(), faults);
        }
        Some(Self(text.to_owned()))
    }

    fn write(&self) -> Value {
        Value::text(&self.0)
    }

    fn schema() -> Value {
        Value::table([
            ("type", Value::text("string")),
            ("minLength", Value::number(1)),
            ("maxLength", Value::number(MOST)),
        ])
    }
}

impl Shape for Code {
    fn read(value: &Value, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        match value {
            Value::Text(text) if (1..=40).contains(&text.len()) && text.bytes().all(plain) => {
                Some(Self(text.to_owned()))
            }
            _ => value.wrong(at, words::not_a_code(), faults),
        }
    }

    fn write(&self) -> Value {
        Value::text(&self.0)
    }

    fn schema() -> Value {
        Value::table([("type", Value::text("string")), ("pattern", Value::text("^[a-z0-9_]{1,40}$"))])
    }
}

impl<const LEAST: i64> Shape for Decimal<LEAST> {
    fn read(value: &Value, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        let (Value::Text(text) | Value::Number(text)) = value else {
            return value.wrong(at, words::not_a_decimal(), faults);
        };
        match text.parse::<Points>() {
            Ok(points) if points.hundredths() < LEAST => {
                value.wrong(at, words::decimal_below(Points::from_hundredths(LEAST)), faults)
            }
            Ok(points) => Some(Self(points)),
            Err(PointsError::NotANumber) => value.wrong(at, words::not_a_decimal(), faults),
            Err(PointsError::TooPrecise) => value.wrong(at, words::too_precise(), faults),
            Err(PointsError::OutOfRange) => value.wrong(at, words::decimal_too_large(), faults),
        }
    }

    fn write(&self) -> Value {
        Value::text(&self.0.to_string())
    }

    /// What a schema can say of it; the decimals of a number are looked at by the reader alone.
    fn schema() -> Value {
        let sign = if LEAST < 0 { "-?" } else { "" };
        let least = Points::from_hundredths(LEAST).hundredths().div_euclid(100);
        let text =
            [("type", Value::text("string")), ("pattern", Value::text(&format!("^{sign}[0-9]+(\\.[0-9]{{1,2}}0*)?$")))];
        let number = [
            ("type", Value::text("number")),
            ("minimum", Value::number(least)),
            ("maximum", Value::number(Points::LIMIT)),
        ];
        Value::table([("anyOf", Value::List(vec![Value::table(text), Value::table(number)]))])
    }
}

impl<const LEAST: u32, const MOST: u32> Shape for Whole<LEAST, MOST> {
    fn read(value: &Value, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        match value {
            Value::Number(text) => match text.parse::<u32>() {
                Ok(number) if (LEAST..=MOST).contains(&number) => Some(Self(number)),
                _ => value.wrong(at, words::not_whole(LEAST, MOST), faults),
            },
            _ => value.wrong(at, words::not_whole(LEAST, MOST), faults),
        }
    }

    fn write(&self) -> Value {
        Value::number(self.0)
    }

    fn schema() -> Value {
        Value::table([
            ("type", Value::text("integer")),
            ("minimum", Value::number(LEAST)),
            ("maximum", Value::number(MOST)),
        ])
    }
}

impl Shape for bool {
    fn read(value: &Value, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        match value {
            Value::Bool(bool) => Some(*bool),
            _ => value.wrong(at, words::not_a_bool(), faults),
        }
    }

    fn write(&self) -> Value {
        Value::Bool(*self)
    }

    fn schema() -> Value {
        Value::table([("type", Value::text("boolean"))])
    }
}

impl<const YES: bool> Shape for Exactly<YES> {
    fn read(value: &Value, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        match value {
            Value::Bool(bool) if *bool == YES => Some(Self),
            _ => value.wrong(at, words::not_exactly(YES), faults),
        }
    }

    fn write(&self) -> Value {
        Value::Bool(YES)
    }

    fn schema() -> Value {
        Value::table([("const", Value::Bool(YES))])
    }
}

impl<T: Shape> Shape for Option<T> {
    fn read(value: &Value, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        T::read(value, at, faults).map(Some)
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }

    fn schema() -> Value {
        T::schema()
    }
}

impl<T: Shape, const MOST: usize> Shape for List<T, MOST> {
    /// A list that is too long is refused by its length: its values are not looked at.
    fn read(value: &Value, at: &Path<'_>, faults: &mut Faults) -> Option<Self> {
        match value {
            Value::List(values) if values.len() > MOST => value.wrong(at, words::too_many(values.len(), MOST), faults),
            Value::List(values) => {
                let values = values.iter().enumerate();
                Some(Self(values.map(|(index, value)| T::read(value, &at.index(index), faults)).collect()))
            }
            _ => value.wrong(at, words::not_a_list(), faults),
        }
    }

    fn write(&self) -> Value {
        Value::List(self.0.iter().flatten().map(T::write).collect())
    }

    fn schema() -> Value {
        Value::table([("type", Value::text("array")), ("maxItems", Value::number(MOST)), ("items", T::schema())])
    }
}

impl<T, const MOST: usize> Default for List<T, MOST> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const MOST: usize> List<T, MOST> {
    /// Of values that are there.
    pub(super) fn of(values: impl IntoIterator<Item = T>) -> Self {
        Self(values.into_iter().map(Some).collect())
    }

    /// What could be read, each with its place.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &T)> {
        self.0.iter().enumerate().filter_map(|(index, value)| Some((index, value.as_ref()?)))
    }

    /// All of it; `None` if any is faulty.
    pub(super) fn all<U>(self, each: impl FnMut(T) -> Option<U>) -> Option<Vec<U>> {
        self.0.into_iter().collect::<Option<Vec<T>>>()?.into_iter().map(each).collect()
    }
}

impl<const MOST: usize> List<Code, MOST> {
    pub(super) fn codes(codes: &[String]) -> Self {
        Self::of(codes.iter().cloned().map(Code))
    }

    pub(super) fn into_codes(self) -> Option<Vec<String>> {
        self.all(|code| Some(code.0))
    }
}
