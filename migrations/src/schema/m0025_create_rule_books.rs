//! Adopted versions of rule books: never changed, so that entries keep what they were scored under.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{day, id, instant, long_text, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0025_create_rule_books", "rule_books", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("owner_id"))
        .col(number("version"))
        .col(day("effective_from"))
        .col(text("adopted_meeting", 200))
        .col(long_text("document"))
        .col(instant("created_at"))
        .index(
            Index::create()
                .name("rule_books_owner_id_version_unique")
                .unique()
                .col(Alias::new("owner_id"))
                .col(Alias::new("version")),
        )
        .to_owned()
}
