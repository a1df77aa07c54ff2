//! Memberships of persons in a township.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{day, flag, id, instant, maybe_code, maybe_day, maybe_text, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0007_create_members", "members", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("person_id"))
        .col(reference("township_id"))
        .col(day("joined_on"))
        .col(flag("probationary"))
        .col(number("roster_order"))
        .col(maybe_day("left_on"))
        .col(maybe_code("left_kind"))
        .col(maybe_text("left_reason", 500))
        .col(number("version"))
        .col(instant("created_at"))
        .to_owned()
}
