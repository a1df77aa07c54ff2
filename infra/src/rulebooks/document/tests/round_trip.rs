//! What is written reads as the same, in JSON and in TOML.

use proptest::prelude::*;

use super::super::{Document, book_json, parse, parse_document, to_json};
use super::generator::{books, layers};
use super::schema::assert_valid;
use crate::rulebooks::READY;

#[test]
fn every_ready_book_is_equal_in_json() {
    for (code, _, text) in READY {
        let book = parse(text).unwrap_or_else(|faults| panic!("{code}: {faults}"));
        let json = book_json(&book);
        assert_eq!(parse(&json).as_ref(), Ok(&book), "{code}");
        assert_valid(&json);
    }
}

proptest! {
    #[test]
    fn a_written_book_reads_as_the_same(book in books()) {
        let json = book_json(&book);
        prop_assert_eq!(parse(&json), Ok(book), "{}", &json);
        assert_valid(&json);
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let toml = toml::to_string(&value).expect("TOML");
        prop_assert_eq!(parse(&toml), parse(&json));
    }

    #[test]
    fn a_written_layer_reads_as_the_same(layer in layers()) {
        let json = to_json(&Document::Layer(layer.clone()));
        prop_assert_eq!(parse_document(&json), Ok(Document::Layer(layer)), "{}", &json);
        assert_valid(&json);
    }
}
