//! The liaisons of a time away.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0327_index_away_liaisons_by_away_id_id",
        "away_liaisons",
        "away_liaisons_away_id_id",
        &["away_id", "id"],
    )
}
