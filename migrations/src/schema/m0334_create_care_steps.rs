//! What happened with an entry of the register: visits, reviews, helpers, moves, payments, the end. Sealed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, day, id, instant, maybe_bytes, maybe_number, maybe_reference, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0334_create_care_steps", "care_steps", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("care_id"))
        .col(code("kind"))
        .col(day("on_day"))
        .col(maybe_bytes("text_cipher", 2048))
        .col(maybe_bytes("needs_cipher", 2048))
        .col(maybe_reference("helper_id"))
        .col(maybe_number("fen"))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .to_owned()
}
