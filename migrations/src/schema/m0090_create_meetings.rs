//! Meetings of organisation life (S1-4, S4-5). `guests` counts who came unexpected: writing it proves
//! that the meeting is still open. `held_on` is the day in Asia/Shanghai on which it starts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    code, day, id, instant, maybe_code, maybe_instant, maybe_points, maybe_reference, maybe_text, number, reference,
    text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0090_create_meetings", "meetings", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(code("kind"))
        .col(text("title", 100))
        .col(maybe_text("place", 200))
        .col(instant("starts_at"))
        .col(instant("ends_at"))
        .col(day("held_on"))
        .col(maybe_text("parts", 1000))
        .col(code("audience"))
        .col(maybe_reference("rule_book_id"))
        .col(maybe_code("attendance_item"))
        .col(maybe_points("attendance_points"))
        .col(maybe_code("absence_item"))
        .col(maybe_code("make_up_item"))
        .col(maybe_points("make_up_points"))
        .col(code("state"))
        .col(maybe_text("end_reason", 500))
        .col(number("guests"))
        .col(number("version"))
        .col(reference("created_by"))
        .col(instant("created_at"))
        .col(maybe_reference("closed_by"))
        .col(maybe_instant("closed_at"))
        .to_owned()
}
