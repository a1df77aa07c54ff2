//! Tasks. `claimed` counts the places taken; the quota is enforced by a conditional update of it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    code, id, instant, maybe_code, maybe_instant, maybe_number, maybe_text, number, points, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0026_create_tasks", "tasks", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(text("title", 100))
        .col(maybe_text("description", 2000))
        .col(code("item_code"))
        .col(reference("rule_book_id"))
        .col(code("mode"))
        .col(points("points_min"))
        .col(points("points_max"))
        .col(points("points"))
        .col(maybe_code("unit"))
        .col(maybe_number("quota"))
        .col(number("places_per_member"))
        .col(number("claimed"))
        .col(maybe_instant("claim_by"))
        .col(maybe_instant("complete_by"))
        .col(number("photos_required"))
        .col(maybe_text("target_categories", 1000))
        .col(maybe_text("target_branches", 4000))
        .col(code("state"))
        .col(maybe_text("end_reason", 500))
        .col(number("version"))
        .col(reference("created_by"))
        .col(instant("created_at"))
        .col(maybe_instant("published_at"))
        .to_owned()
}
