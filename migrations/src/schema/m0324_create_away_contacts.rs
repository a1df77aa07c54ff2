//! The monthly follow-up of a member away: who spoke with them, how, and what was said. Sealed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{bytes, code, day, id, instant, maybe_reference, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0324_create_away_contacts", "away_contacts", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("away_id"))
        .col(maybe_reference("liaison_id"))
        .col(code("manner"))
        .col(day("on_day"))
        .col(bytes("said_cipher", 2048))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .to_owned()
}
