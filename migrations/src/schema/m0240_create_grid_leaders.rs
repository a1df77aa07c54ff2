//! Leaders of grids (网格长), from the villagers' recommendation to the end. Dates are half-open:
//! `[from_day, until_day)`. `active_key` is the grid while one is confirmed, so that a grid has one
//! leader; grid and person while it waits.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, code, day, flag, id, instant, maybe_day, maybe_number, maybe_reference, maybe_text, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0240_create_grid_leaders", "grid_leaders", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("grid_id"))
        .col(text("organization_path", 512))
        .col(reference("person_id"))
        .col(active_key())
        .col(code("capacity"))
        .col(code("state"))
        .col(text("recommended_how", 200))
        .col(day("recommended_on"))
        .col(maybe_number("votes_for"))
        .col(maybe_number("votes_cast"))
        .col(reference("recommended_by"))
        .col(instant("recommended_at"))
        .col(maybe_text("meeting", 200))
        .col(maybe_day("from_day"))
        .col(maybe_day("until_day"))
        .col(flag("checks_posts"))
        .col(maybe_reference("confirmed_by"))
        .col(maybe_day("ended_on"))
        .col(maybe_text("end_reason", 500))
        .col(maybe_reference("ended_by"))
        .to_owned()
}
