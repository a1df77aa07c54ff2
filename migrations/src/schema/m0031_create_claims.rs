//! Claims of tasks by members. `active_key` is task, member and place: it holds the place until released.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, code, id, instant, maybe_day, maybe_instant, maybe_number, maybe_points, maybe_reference, maybe_text,
    number, points, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0031_create_claims", "claims", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("task_id"))
        .col(reference("member_id"))
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(reference("review_organization_id"))
        .col(number("place"))
        .col(active_key())
        .col(code("state"))
        .col(points("points_offered"))
        .col(reference("claimed_by"))
        .col(instant("claimed_at"))
        .col(maybe_instant("due_at"))
        .col(maybe_text("report", 2000))
        .col(maybe_day("deed_on"))
        .col(maybe_text("deed_place", 200))
        .col(maybe_number("quantity"))
        .col(maybe_instant("submitted_at"))
        .col(maybe_reference("submitted_by"))
        .col(maybe_reference("reviewed_by"))
        .col(maybe_instant("reviewed_at"))
        .col(maybe_text("review_reason", 500))
        .col(maybe_points("points_awarded"))
        .col(number("version"))
        .to_owned()
}
