//! Closings (结账) of a township's periods, each once. `cursor_member` is the last member that was frozen.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    code, day, flag, id, instant, maybe_day, maybe_instant, maybe_reference, maybe_text, number, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0215_create_closings", "closings", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("township_id"))
        .col(text("township_path", 512))
        .col(code("period"))
        .col(day("starts_on"))
        .col(day("last_day"))
        .col(flag("unit"))
        .col(reference("rule_book_id"))
        .col(code("state"))
        .col(number("edition"))
        .col(maybe_reference("cursor_member"))
        .col(reference("started_by"))
        .col(instant("started_at"))
        .col(maybe_instant("closed_at"))
        .col(maybe_day("published_on"))
        .col(maybe_reference("published_by"))
        .col(maybe_text("publication_reason", 500))
        .col(maybe_day("objections_until"))
        .col(maybe_instant("final_at"))
        .col(maybe_reference("final_by"))
        .col(maybe_text("final_reason", 500))
        .col(number("version"))
        .index(
            Index::create()
                .unique()
                .name("closings_township_id_period")
                .col(Alias::new("township_id"))
                .col(Alias::new("period")),
        )
        .to_owned()
}
