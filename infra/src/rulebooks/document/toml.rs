//! TOML text to values. Every fault of the spelling is named by line and column.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Faults, Path};
use super::value::{DEEPEST, Value};
use super::words;

/// The most faults of the spelling that are named: one slip often makes all that follows look wrong.
const MOST_SLIPS: usize = 20;

/// Reads TOML.
pub(super) fn read(text: &str, faults: &mut Faults) -> Option<Value> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors.iter().take(MOST_SLIPS) {
        let (line, column) = place(text, error.span().map_or(0, |span| span.start));
        faults.add(&Path::TOP, words::spelling(line, column, error.message()));
    }
    if !errors.is_empty() {
        return None;
    }
    Some(values(table.into_inner(), &Path::TOP, 0, faults))
}

/// Line and column of a byte, both from 1; columns count characters.
pub(super) fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    (line, column)
}

fn values(table: DeTable<'_>, at: &Path<'_>, depth: usize, faults: &mut Faults) -> Value {
    let read = |(key, value): (Spanned<_>, Spanned<_>)| {
        let key: std::borrow::Cow<'_, str> = key.into_inner();
        let value = value_of(value.into_inner(), &at.key(&key), depth + 1, faults);
        (key.into_owned(), value)
    };
    Value::Table(table.into_iter().map(read).collect())
}

fn value_of(value: DeValue<'_>, at: &Path<'_>, depth: usize, faults: &mut Faults) -> Value {
    if depth > DEEPEST {
        faults.add(at, words::too_deep(DEEPEST));
        return Value::Faulty;
    }
    match value {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Boolean(bool) => Value::Bool(bool),
        DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
            Ok(number) => Value::number(number),
            Err(_) => Value::number(integer.as_str()),
        },
        DeValue::Float(float) => Value::number(float.as_str()),
        DeValue::Datetime(_) => Value::Other,
        DeValue::Array(array) => {
            let values = array.into_iter().enumerate();
            let values = values.map(|(index, value)| value_of(value.into_inner(), &at.index(index), depth + 1, faults));
            Value::List(values.collect())
        }
        DeValue::Table(table) => values(table, at, depth, faults),
    }
}
