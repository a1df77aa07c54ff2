//! What helpers did for members, one row a step: the daily list for overseers and secretaries.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, day, id, instant, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0344_create_assistance_acts", "assistance_acts", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("assistance_id"))
        .col(reference("member_id"))
        .col(reference("helper_id"))
        .col(text("organization_path", 512))
        .col(code("action"))
        .col(code("subject_kind"))
        .col(reference("subject_id"))
        .col(day("day"))
        .col(instant("at"))
        .to_owned()
}
