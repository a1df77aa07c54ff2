//! Who stayed in touch with a member away, from which day on.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{day, id, instant, maybe_reference, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0326_create_away_liaisons", "away_liaisons", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("away_id"))
        .col(maybe_reference("liaison_id"))
        .col(day("from_day"))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .to_owned()
}
