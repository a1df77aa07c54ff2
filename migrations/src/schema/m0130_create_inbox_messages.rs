//! The inbox of persons: what concerns them, in words made at reading from a kind and its parameters. `once_key` keeps
//! what a repeated job says from being said twice.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, id, instant, long_text, maybe_code, maybe_hash, maybe_instant, maybe_reference, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0130_create_inbox_messages", "inbox_messages", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("person_id"))
        .col(code("kind"))
        .col(maybe_code("subject_kind"))
        .col(maybe_reference("subject_id"))
        .col(long_text("params"))
        .col(instant("created_at"))
        .col(maybe_instant("read_at"))
        .col(maybe_hash("once_key").unique_key())
        .to_owned()
}
