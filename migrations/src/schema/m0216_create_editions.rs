//! Editions (公示版次) of closings: written once, sealed by a hash. `sealed_at` is absent while the first is being frozen.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, id, instant, maybe_hash, maybe_instant, maybe_text, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0216_create_editions", "editions", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("closing_id"))
        .col(reference("township_id"))
        .col(code("period"))
        .col(number("number"))
        .col(reference("rule_book_id"))
        .col(maybe_text("reason", 500))
        .col(maybe_hash("previous_hash"))
        .col(maybe_hash("hash"))
        .col(number("size"))
        .col(reference("made_by"))
        .col(instant("made_at"))
        .col(maybe_instant("sealed_at"))
        .index(
            Index::create()
                .unique()
                .name("editions_closing_id_number")
                .col(Alias::new("closing_id"))
                .col(Alias::new("number")),
        )
        .to_owned()
}
