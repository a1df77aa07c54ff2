//! The care-and-help register (关爱、激励、帮扶) and the pairings of the aged. Its texts are sealed. `active_key` is member
//! and kind of an active entry: one of a kind at once. `helper_key` is helper and place: so many at once at most.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, code, day, id, instant, maybe_bytes, maybe_code, maybe_day, maybe_reference, maybe_unique_key, number,
    reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0329_create_care_entries", "care_entries", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(code("kind"))
        .col(reference("member_id"))
        .col(reference("person_id"))
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(maybe_bytes("ground_cipher", 2048))
        .col(maybe_bytes("given_cipher", 2048))
        .col(maybe_reference("helper_id"))
        .col(maybe_reference("helper_person_id"))
        .col(maybe_bytes("task_cipher", 2048))
        .col(maybe_unique_key("helper_key"))
        .col(day("from_day"))
        .col(maybe_day("until_day"))
        .col(day("decided_on"))
        .col(text("meeting", 100))
        .col(code("state"))
        .col(day("due_on"))
        .col(maybe_day("ended_on"))
        .col(maybe_code("outcome"))
        .col(active_key())
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .col(number("version"))
        .to_owned()
}
