//! Hints at a category that a person put aside until a day (S4-1). One row a member and category: the next dismissal
//! takes its place.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, day, instant, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0126_create_hint_dismissals", "hint_dismissals", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("member_id"))
        .col(code("category"))
        .col(day("until_day"))
        .col(text("reason", 500))
        .col(reference("decided_by"))
        .col(instant("decided_at"))
        .primary_key(Index::create().col(Alias::new("member_id")).col(Alias::new("category")))
        .to_owned()
}
