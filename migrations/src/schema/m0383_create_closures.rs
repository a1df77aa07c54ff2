//! Closings of accounts and erasures of persons. `active_key` is the person while one is under way.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{active_key, code, id, instant, maybe_instant, maybe_number, maybe_text, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0383_create_closures", "closures", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("person_id"))
        .col(text("township_path", 512))
        .col(code("kind"))
        .col(code("state"))
        .col(reference("asked_by"))
        .col(instant("asked_at"))
        .col(instant("due_at"))
        .col(maybe_text("reason", 200))
        .col(maybe_number("number"))
        .col(maybe_instant("done_at"))
        .col(active_key())
        .index(Index::create().name("closures_number_unique").unique().col(Alias::new("number")))
        .to_owned()
}
