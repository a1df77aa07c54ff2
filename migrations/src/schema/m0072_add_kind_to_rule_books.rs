//! What a version is: `book` or `layer`; absent for a whole book of before there were layers.

use crate::columns::maybe_code;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0072_add_kind_to_rule_books", "rule_books", "kind", || maybe_code("kind"))
}
