//! What committees entered themselves, one row a decision: the source of its entries. The command's
//! idempotency key lets a decision be made once.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, day, id, instant, maybe_points, maybe_text, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0062_create_direct_entries", "direct_entries", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(code("item_code"))
        .col(maybe_points("points"))
        .col(maybe_points("quantity"))
        .col(maybe_text("unit", 20))
        .col(day("done_on"))
        .col(text("what", 300))
        .col(maybe_text("reason", 300))
        .col(maybe_text("meeting", 100))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .to_owned()
}
