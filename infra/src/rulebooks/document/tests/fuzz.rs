//! Whatever comes in: it reads, or a fault is named. Nothing panics.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::super::{book_json, parse, parse_document};
use super::schema::assert_valid;
use crate::rulebooks::READY;

/// Reads or names a fault, in both languages.
fn settled(text: &str) -> Result<(), TestCaseError> {
    if let Err(faults) = parse_document(text) {
        prop_assert!(!faults.is_empty());
        for fault in &faults {
            prop_assert!(!fault.path.is_empty() && !fault.zh.is_empty() && !fault.en.is_empty());
        }
    }
    Ok(())
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        prop_oneof![Just("month"), Just("skip"), Just("addition"), Just("0.5"), Just("aged")].prop_map(Value::from),
    ];
    let key = prop_oneof![
        Just("items"),
        Just("base"),
        Just("categories"),
        Just("points"),
        Just("code"),
        Just("grades"),
        Just("layer"),
        Just("format"),
        Just("settlement"),
        Just("rates"),
        Just("caps"),
        Just("trigger"),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((prop_oneof![key.clone().prop_map(str::to_owned), ".{0,6}"], inner), 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// What is done to a value of a ready book.
#[derive(Clone, Debug)]
enum Change {
    Delete,
    Double,
    Replace(Value),
    Rename(String),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Delete),
        Just(Change::Double),
        any_json().prop_map(Change::Replace),
        ".{0,8}".prop_map(Change::Rename),
    ]
}

/// Walks down by the numbers, and changes what is there.
fn mutate(value: &mut Value, steps: &[usize], change: &Change) {
    let deeper = |value: &Value| {
        matches!(value, Value::Array(a) if !a.is_empty()) || matches!(value, Value::Object(o) if !o.is_empty())
    };
    match value {
        Value::Array(values) if !values.is_empty() => {
            let index = steps[0] % values.len();
            if steps.len() > 1 && deeper(&values[index]) {
                return mutate(&mut values[index], &steps[1..], change);
            }
            match change {
                Change::Delete => drop(values.remove(index)),
                Change::Double | Change::Rename(_) => values.insert(index, values[index].clone()),
                Change::Replace(new) => values[index] = new.clone(),
            }
        }
        Value::Object(entries) if !entries.is_empty() => {
            let key = entries.keys().nth(steps[0] % entries.len()).cloned().unwrap_or_default();
            if steps.len() > 1 && deeper(&entries[&key]) {
                return mutate(&mut entries[&key], &steps[1..], change);
            }
            match change {
                Change::Delete => drop(entries.remove(&key)),
                Change::Replace(new) => drop(entries.insert(key, new.clone())),
                Change::Double => drop(entries.insert("again".to_owned(), entries[&key].clone())),
                Change::Rename(name) => {
                    let old = entries.remove(&key).unwrap_or(json!(null));
                    entries.insert(name.clone(), old);
                }
            }
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "(?s).{0,300}") {
        settled(&text)?;
    }

    #[test]
    fn any_lines_of_a_book_are_read_or_refused(
        code in 0..5usize, from in 0..4_000usize, length in 0..4_000usize, put in "(?s).{0,6}"
    ) {
        let text: Vec<char> = READY[code].2.chars().collect();
        let from = from.min(text.len());
        let to = (from + length).min(text.len());
        let cut: String = text[..from].iter().chain(put.chars().collect::<Vec<_>>().iter()).chain(&text[to..]).collect();
        settled(&cut)?;
    }

    #[test]
    fn any_json_is_read_or_refused(value in any_json()) {
        settled(&value.to_string())?;
    }

    #[test]
    fn any_change_of_a_ready_book_is_read_or_refused(
        code in 0..5usize,
        changes in prop::collection::vec((prop::collection::vec(0..64usize, 1..6), change()), 1..4),
    ) {
        let book = parse(READY[code].2).expect("a ready book");
        let mut value: Value = serde_json::from_str(&book_json(&book)).expect("JSON");
        for (steps, change) in &changes {
            mutate(&mut value, steps, change);
        }
        let text = value.to_string();
        settled(&text)?;
        if parse_document(&text).is_ok() {
            assert_valid(&text);
        }
    }
}
