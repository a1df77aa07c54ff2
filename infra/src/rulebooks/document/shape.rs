//! One truth for reader, writer and schema: a [`Shape`] says all three of a value.

use super::fault::{Faults, Path};
use super::value::Value;
use super::words;

/// What a value of a document looks like.
pub(super) trait Shape: Sized {
    /// Reads a value. `None` after a fault, which is named then.
    fn read(value: &Value, at: &Path<'_>, faults: &mut Faults) -> Option<Self>;

    /// Writes a value that reads as the same.
    fn write(&self) -> Value;

    /// Its JSON Schema.
    fn schema() -> Value;
}

/// Declares a table: field, description, reader, unknown keys, writer and schema at once.
///
/// A key with `= value` may be left out and means that value then; the others must stand. A field
/// is `None` where what the document says of it is faulty: the checks go on with what could be
/// read, so that one pass names everything.
macro_rules! table {
    (
        $(#[doc = $doc:literal])+
        $name:ident {
            $( $(#[doc = $about:literal])+ $field:ident: $ty:ty $(= $default:expr)?, )*
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(super) struct $name {
            $( $(#[doc = $about])+ pub(super) $field: Option<$ty>, )*
        }

        impl $crate::rulebooks::document::shape::Shape for $name {
            fn read(
                value: &$crate::rulebooks::document::value::Value,
                at: &$crate::rulebooks::document::fault::Path<'_>,
                faults: &mut $crate::rulebooks::document::fault::Faults,
            ) -> Option<Self> {
                use $crate::rulebooks::document::shape;
                let table = value.as_table(at, faults)?;
                shape::unknown_keys(table, &[$( stringify!($field) ),*], at, faults);
                Some(Self {
                    $( $field: {
                        let default = None::<$ty>$(.or(Some($default)))?;
                        shape::field(value, stringify!($field), default, at, faults)
                    }, )*
                })
            }

            fn write(&self) -> $crate::rulebooks::document::value::Value {
                let mut entries = Vec::new();
                $( $crate::rulebooks::document::shape::put(&mut entries, stringify!($field), self.$field.as_ref()); )*
                $crate::rulebooks::document::value::Value::Table(entries)
            }

            fn schema() -> $crate::rulebooks::document::value::Value {
                use $crate::rulebooks::document::shape;
                let properties = vec![
                    $( {
                        let default = None::<$ty>$(.or(Some($default)))?;
                        shape::property::<$ty>(stringify!($field), concat!($( $about, "\n" ),+), default.as_ref())
                    }, )*
                ];
                let required = [$( (stringify!($field), None::<$ty>$(.or(Some($default)))?.is_none()) ),*];
                shape::object(concat!($( $doc, "\n" ),+), properties, &required)
            }
        }
    };
}

/// Declares the codes of an enum.
macro_rules! choices {
    ($name:ty { $( $code:literal => $variant:path, )+ }) => {
        impl $crate::rulebooks::document::shape::Shape for $name {
            fn read(
                value: &$crate::rulebooks::document::value::Value,
                at: &$crate::rulebooks::document::fault::Path<'_>,
                faults: &mut $crate::rulebooks::document::fault::Faults,
            ) -> Option<Self> {
                use $crate::rulebooks::document::{value::Value, words};
                match value {
                    $( Value::Text(text) if text == $code => Some($variant), )+
                    _ => value.wrong(at, words::not_a_choice(&[$( $code ),+]), faults),
                }
            }

            fn write(&self) -> $crate::rulebooks::document::value::Value {
                use $crate::rulebooks::document::value::Value;
                match self {
                    $( $variant => Value::text($code), )+
                    #[allow(unreachable_patterns, reason = "a document may know fewer values than the domain")]
                    _ => Value::Null,
                }
            }

            fn schema() -> $crate::rulebooks::document::value::Value {
                use $crate::rulebooks::document::value::Value;
                Value::table([("enum", Value::List(vec![$( Value::text($code) ),+]))])
            }
        }
    };
}

pub(super) use {choices, table};

pub(super) fn unknown_keys(table: &[(String, Value)], known: &[&str], at: &Path<'_>, faults: &mut Faults) {
    for (key, _) in table {
        if !known.contains(&key.as_str()) {
            faults.add(&at.key(key), words::unknown_key(key, known));
        }
    }
}

pub(super) fn field<T: Shape>(
    table: &Value,
    key: &str,
    default: Option<T>,
    at: &Path<'_>,
    faults: &mut Faults,
) -> Option<T> {
    match table.get(key) {
        Some(value) => T::read(value, &at.key(key), faults),
        None => {
            if default.is_none() {
                faults.add(&at.key(key), words::missing_key(key));
            }
            default
        }
    }
}

pub(super) fn put<T: Shape>(entries: &mut Vec<(String, Value)>, key: &str, value: Option<&T>) {
    match value.map(T::write) {
        None | Some(Value::Null) => {}
        Some(value) => entries.push((key.to_owned(), value)),
    }
}

pub(super) fn property<T: Shape>(key: &str, about: &str, default: Option<&T>) -> (String, Value) {
    let Value::Table(mut schema) = T::schema() else { return (key.to_owned(), Value::Bool(true)) };
    schema.retain(|(key, _)| key != "description");
    schema.insert(0, ("description".to_owned(), Value::text(&plain(about))));
    if let Some(default) = default.map(T::write).filter(|default| *default != Value::Null) {
        schema.push(("default".to_owned(), default));
    }
    (key.to_owned(), Value::Table(schema))
}

pub(super) fn object(doc: &str, properties: Vec<(String, Value)>, required: &[(&str, bool)]) -> Value {
    let required = required.iter().filter(|(_, required)| *required).map(|(key, _)| Value::text(key));
    Value::table([
        ("description", Value::text(&plain(doc))),
        ("type", Value::text("object")),
        ("properties", Value::Table(properties)),
        ("required", Value::List(required.collect())),
        ("additionalProperties", Value::Bool(false)),
    ])
}

/// A doc comment as a description: one line.
fn plain(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}
