//! The notes about a time away.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0323_index_away_notes_by_away_id_id", "away_notes", "away_notes_away_id_id", &["away_id", "id"])
}
