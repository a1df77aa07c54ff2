//! How much of it was done, in hundredths of the unit (S1-10).

use crate::columns::maybe_points;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0057_add_quantity_to_ledger_notes", "ledger_notes", "quantity", || maybe_points("quantity"))
}
