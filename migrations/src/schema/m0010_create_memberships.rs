//! The dated branch and category of a member, half-open: `[from_day, to_day)`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, day, flag, id, instant, maybe_day, maybe_reference, maybe_text, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0010_create_memberships", "memberships", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(reference("branch_id"))
        .col(code("category"))
        .col(flag("exempt"))
        .col(day("from_day"))
        .col(maybe_day("to_day"))
        .col(maybe_text("reason", 500))
        .col(maybe_reference("recorded_by"))
        .col(instant("recorded_at"))
        .index(
            Index::create()
                .name("memberships_member_id_from_day_unique")
                .unique()
                .col(Alias::new("member_id"))
                .col(Alias::new("from_day")),
        )
        .to_owned()
}
