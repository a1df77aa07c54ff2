//! What was put into care funds and paid out of them: written once, never changed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, day, id, instant, maybe_bytes, maybe_number, maybe_reference, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0338_create_care_movements", "care_movements", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("organization_id"))
        .col(code("kind"))
        .col(number("fen"))
        .col(number("year"))
        .col(maybe_number("dues_year"))
        .col(maybe_reference("care_id"))
        .col(day("on_day"))
        .col(maybe_bytes("note_cipher", 2048))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .to_owned()
}
