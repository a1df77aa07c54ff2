//! Of a thousand with a vote so many must be present before anything is decided; none where nothing is.

use crate::columns::maybe_number;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::column("m0361_add_quorum_permille_to_meetings", "meetings", "quorum_permille", || {
        maybe_number("quorum_permille")
    })
}
