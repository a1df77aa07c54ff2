//! Contents that belong to a meeting, by their ids only.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{maybe_text, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0365_create_meeting_links", "meeting_links", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("meeting_id"))
        .col(number("position"))
        .col(reference("content_id"))
        .col(maybe_text("title", 100))
        .primary_key(Index::create().col(Alias::new("meeting_id")).col(Alias::new("position")))
        .to_owned()
}
