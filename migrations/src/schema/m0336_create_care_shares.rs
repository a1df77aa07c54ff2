//! Which share of its dues a township puts into its care fund, from a year on; a decision stands until the next.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{day, id, instant, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0336_create_care_shares", "care_shares", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("township_id"))
        .col(number("percent_hundredths"))
        .col(number("from_year"))
        .col(text("meeting", 100))
        .col(day("decided_on"))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .to_owned()
}
