//! Who signed the adoption.

use crate::columns::maybe_text;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0075_add_signatory_to_rule_books", "rule_books", "signatory", || maybe_text("signatory", 50))
}
