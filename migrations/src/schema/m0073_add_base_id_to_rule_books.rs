//! The version above that a layer was put on.

use crate::columns::maybe_reference;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0073_add_base_id_to_rule_books", "rule_books", "base_id", || maybe_reference("base_id"))
}
