//! The end of a session that no refresh moves: of those at a desk.

use crate::columns::maybe_instant;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0354_add_ends_at_to_refresh_tokens", "refresh_tokens", "ends_at", || maybe_instant("ends_at"))
}
