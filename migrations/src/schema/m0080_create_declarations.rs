//! Declarations: deeds outside tasks. `active_key` is member and quarter of a report that stands: one a quarter.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, code, day, id, instant, maybe_code, maybe_instant, maybe_points, maybe_reference, maybe_text, number,
    reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0080_create_declarations", "declarations", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(code("way"))
        .col(reference("member_id"))
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(reference("review_organization_id"))
        .col(reference("declared_by"))
        .col(instant("declared_at"))
        .col(maybe_code("item_code"))
        .col(reference("rule_book_id"))
        .col(day("done_on"))
        .col(day("deed_on"))
        .col(maybe_text("place", 100))
        .col(text("what", 1000))
        .col(maybe_points("quantity"))
        .col(maybe_text("unit", 20))
        .col(maybe_code("period"))
        .col(maybe_code("level"))
        .col(code("state"))
        .col(maybe_reference("decided_by"))
        .col(maybe_instant("decided_at"))
        .col(maybe_points("points"))
        .col(maybe_text("reason", 500))
        .col(maybe_reference("sitting_id"))
        .col(active_key())
        .col(number("version"))
        .to_owned()
}
