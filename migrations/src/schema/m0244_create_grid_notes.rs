//! What the leader of a grid has noted of the work in it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{day, id, instant, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0244_create_grid_notes", "grid_notes", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("grid_id"))
        .col(text("organization_path", 512))
        .col(reference("leadership_id"))
        .col(reference("person_id"))
        .col(day("done_on"))
        .col(text("what", 500))
        .col(instant("noted_at"))
        .to_owned()
}
