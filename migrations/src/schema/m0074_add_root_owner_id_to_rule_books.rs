//! The owner of the whole book at the bottom of the layers, by whom totals are kept; absent: the owner.

use crate::columns::maybe_reference;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0074_add_root_owner_id_to_rule_books", "rule_books", "root_owner_id", || {
        maybe_reference("root_owner_id")
    })
}
