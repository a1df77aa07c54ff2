//! Does taking part from away count as coming (`counted`, else `noted`)?

use crate::columns::maybe_code;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0360_add_remote_presence_to_meetings", "meetings", "remote_presence", || {
        maybe_code("remote_presence")
    })
}
