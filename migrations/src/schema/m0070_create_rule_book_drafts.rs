//! Drafts of rule books and layers, until they are adopted or withdrawn.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, id, instant, long_text, maybe_number, maybe_reference, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0070_create_rule_book_drafts", "rule_book_drafts", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("owner_id"))
        .col(text("owner_path", 512))
        .col(text("name", 100))
        .col(long_text("document"))
        .col(code("state"))
        .col(number("version"))
        // Found by the last check; absent where the text has changed since.
        .col(maybe_number("fault_count"))
        // The owner's newest version that the check knew; 0 for none.
        .col(maybe_number("checked_against"))
        // What came of it.
        .col(maybe_reference("rule_book_id"))
        .col(reference("created_by"))
        .col(instant("created_at"))
        .col(reference("changed_by"))
        .col(instant("changed_at"))
        .to_owned()
}
