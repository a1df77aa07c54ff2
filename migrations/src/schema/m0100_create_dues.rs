//! Party dues (党费): what each member owes for a month, until when, and when it was paid.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, day, id, instant, maybe_day, maybe_number, maybe_reference, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0100_create_dues", "dues", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(code("period"))
        .col(day("due_by"))
        .col(maybe_day("paid_on"))
        .col(maybe_number("amount_fen"))
        .col(maybe_reference("entry_id"))
        .col(number("credits"))
        .col(maybe_reference("audit_line_id"))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .col(number("version"))
        .index(
            Index::create()
                .name("dues_member_id_period_unique")
                .unique()
                .col(Alias::new("member_id"))
                .col(Alias::new("period")),
        )
        .to_owned()
}
