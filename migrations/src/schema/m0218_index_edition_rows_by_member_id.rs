//! A member's results over the years.

use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::index("m0218_index_edition_rows_by_member_id", "edition_rows", "edition_rows_member_id", &["member_id"])
}
