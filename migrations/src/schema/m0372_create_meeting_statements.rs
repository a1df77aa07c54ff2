//! What the leader of a grid stated at a meeting (S3-6): one for each grid.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{id, instant, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0372_create_meeting_statements", "meeting_statements", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("meeting_id"))
        .col(text("organization_path", 512))
        .col(reference("grid_id"))
        .col(reference("person_id"))
        .col(text("text", 1000))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .col(number("version"))
        .index(
            Index::create()
                .name("meeting_statements_meeting_id_grid_id_unique")
                .unique()
                .col(Alias::new("meeting_id"))
                .col(Alias::new("grid_id")),
        )
        .to_owned()
}
