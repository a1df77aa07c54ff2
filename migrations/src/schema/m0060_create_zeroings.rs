//! Zeroings (清零) and vetoes (一票否决). What they take stands in the ledger under their id; `marker_seq` is
//! the place of its first entry there. A row stands while `lifted_at` is NULL.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    code, day, id, instant, maybe_day, maybe_instant, maybe_reference, maybe_text, number, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0060_create_zeroings", "zeroings", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(reference("owner_id"))
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(code("kind"))
        .col(code("item_code"))
        .col(reference("rule_book_id"))
        .col(day("day"))
        .col(day("counts_on"))
        .col(number("marker_seq"))
        .col(text("reason", 500))
        .col(reference("decided_by"))
        .col(instant("decided_at"))
        .col(maybe_day("keeps_out_until"))
        .col(maybe_instant("lifted_at"))
        .col(maybe_reference("lifted_by"))
        .col(maybe_text("lift_reason", 500))
        .to_owned()
}
