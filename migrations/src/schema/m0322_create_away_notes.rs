//! What the host branch notes about a member away: attendance, or a note. Sealed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{bytes, code, day, id, instant, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0322_create_away_notes", "away_notes", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("away_id"))
        .col(reference("organization_id"))
        .col(code("kind"))
        .col(day("on_day"))
        .col(bytes("text_cipher", 2048))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .to_owned()
}
