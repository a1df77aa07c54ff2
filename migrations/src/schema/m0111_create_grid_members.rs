//! The dated grid of a member, half-open: `[from_day, to_day)`. `active_key` is the member: one
//! present grid a member.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{active_key, day, id, instant, maybe_day, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0111_create_grid_members", "grid_members", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(reference("grid_id"))
        .col(active_key())
        .col(day("from_day"))
        .col(maybe_day("to_day"))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .index(
            Index::create()
                .name("grid_members_member_id_from_day_unique")
                .unique()
                .col(Alias::new("member_id"))
                .col(Alias::new("from_day")),
        )
        .to_owned()
}
