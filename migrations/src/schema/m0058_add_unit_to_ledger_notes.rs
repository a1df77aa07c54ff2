//! The unit of that quantity.

use crate::columns::maybe_text;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0058_add_unit_to_ledger_notes", "ledger_notes", "unit", || maybe_text("unit", 20))
}
