//! The agenda (议程) of a meeting, in order.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{maybe_number, maybe_text, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0364_create_agenda_items", "agenda_items", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("meeting_id"))
        .col(number("position"))
        .col(text("title", 100))
        .col(maybe_text("led_by", 40))
        .col(maybe_number("minutes"))
        .primary_key(Index::create().col(Alias::new("meeting_id")).col(Alias::new("position")))
        .to_owned()
}
