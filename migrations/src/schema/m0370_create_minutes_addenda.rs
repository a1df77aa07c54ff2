//! What corrects confirmed minutes, which themselves never change.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{id, instant, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0370_create_minutes_addenda", "minutes_addenda", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("meeting_id"))
        .col(text("text", 1000))
        .col(reference("written_by"))
        .col(reference("writer_id"))
        .col(instant("written_at"))
        .to_owned()
}
