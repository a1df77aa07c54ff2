//! Members' times away. `active_key` is the member while away: one at a time.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{active_key, day, id, instant, maybe_day, maybe_instant, maybe_reference, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0087_create_aways", "aways", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(day("from_day"))
        .col(maybe_day("back_on"))
        .col(text("destination", 100))
        .col(maybe_reference("liaison_id"))
        .col(active_key())
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .col(maybe_reference("returned_by"))
        .col(maybe_instant("returned_at"))
        .to_owned()
}
