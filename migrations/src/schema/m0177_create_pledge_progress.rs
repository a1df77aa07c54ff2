//! Notes on how pledges are kept (践诺).

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{day, id, instant, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0177_create_pledge_progress", "pledge_progress", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("pledge_id"))
        .col(day("on_day"))
        .col(text("text", 500))
        .col(reference("noted_by"))
        .col(instant("noted_at"))
        .to_owned()
}
