//! What was done in help cases, step by step.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, day, id, instant, maybe_code, maybe_day, maybe_reference, maybe_text, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0166_create_help_steps", "help_steps", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("case_id"))
        .col(code("kind"))
        .col(day("on_day"))
        .col(maybe_text("words", 2000))
        .col(maybe_text("with_whom", 100))
        .col(maybe_reference("person_id"))
        .col(maybe_code("result"))
        .col(maybe_day("deadline"))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .to_owned()
}
