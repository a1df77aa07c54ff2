//! Made by the machine: the same layer on a newer version above.

use crate::columns::flag;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0076_add_recomposed_to_rule_books", "rule_books", "recomposed", || {
        flag("recomposed").default(false).to_owned()
    })
}
