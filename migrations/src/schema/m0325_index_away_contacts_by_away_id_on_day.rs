//! The follow-up of a time away, by day.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index(
        "m0325_index_away_contacts_by_away_id_on_day",
        "away_contacts",
        "away_contacts_away_id_on_day",
        &["away_id", "on_day"],
    )
}
