//! What a meeting decided, with the votes; only where enough members with a vote were present.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0369_create_meeting_decisions", "meeting_decisions", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("meeting_id"))
        .col(number("position"))
        .col(text("text", 500))
        .col(number("votes_for"))
        .col(number("votes_against"))
        .col(number("abstained"))
        .primary_key(Index::create().col(Alias::new("meeting_id")).col(Alias::new("position")))
        .to_owned()
}
