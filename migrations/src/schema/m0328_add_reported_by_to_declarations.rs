//! How a quarterly report reached who typed it: by phone or in writing.

use crate::columns::maybe_code;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0328_add_reported_by_to_declarations", "declarations", "reported_by", || maybe_code("reported_by"))
}
