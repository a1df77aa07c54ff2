//! The minutes (会议记录) of a meeting: one, written by one person and confirmed by another, the chair.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, instant, long_text, maybe_instant, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0368_create_meeting_minutes", "meeting_minutes", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("meeting_id"))
        .col(long_text("text"))
        .col(reference("chair_id"))
        .col(reference("written_by"))
        .col(reference("writer_id"))
        .col(instant("written_at"))
        .col(code("state"))
        .col(maybe_instant("confirmed_at"))
        .col(number("version"))
        .primary_key(Index::create().col(Alias::new("meeting_id")))
        .to_owned()
}
