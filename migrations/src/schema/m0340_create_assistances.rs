//! Who may act for whom (代办), by a recorded consent. `active_key` is member's and helper's person; `helper_key` is the helper and
//! one of the places that a helper has.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, code, day, id, instant, maybe_bytes, maybe_code, maybe_instant, maybe_reference, number, reference,
    text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0340_create_assistances", "assistances", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(reference("person_id"))
        .col(reference("helper_id"))
        .col(text("organization_path", 512))
        .col(reference("consent_id"))
        .col(code("how"))
        .col(day("until_day"))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .col(number("place"))
        .col(maybe_instant("acted_at"))
        .col(maybe_instant("ended_at"))
        .col(maybe_reference("ended_by"))
        .col(maybe_code("end_reason"))
        .col(maybe_bytes("helper_key", 64))
        .col(active_key())
        .index(Index::create().name("assistances_helper_key_unique").unique().col(Alias::new("helper_key")))
        .to_owned()
}
