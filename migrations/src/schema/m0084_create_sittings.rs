//! Sittings: when and where a branch decided on declarations, such as a party day.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{day, id, instant, maybe_text, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0084_create_sittings", "sittings", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(day("on_day"))
        .col(maybe_text("place", 100))
        .col(maybe_text("title", 100))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .to_owned()
}
