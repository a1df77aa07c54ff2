//! Grids and micro-grids (网格), with what their published card says. `villages` and `officers` hold
//! one name a line.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, day, id, instant, maybe_number, maybe_reference, maybe_text, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0110_create_grids", "grids", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(maybe_reference("parent_id"))
        .col(code("kind"))
        .col(text("name", 100))
        .col(number("position"))
        .col(maybe_reference("leader_person_id"))
        .col(maybe_text("leader_basis", 500))
        .col(maybe_text("villages", 2100))
        .col(maybe_text("officers", 1100))
        .col(maybe_number("households"))
        .col(maybe_number("people"))
        .col(maybe_number("villager_representatives"))
        .col(maybe_number("enterprises"))
        .col(maybe_number("new_residents"))
        .col(day("updated_on"))
        .col(number("version"))
        .col(instant("created_at"))
        .index(
            Index::create()
                .name("grids_organization_id_name_unique")
                .unique()
                .col(Alias::new("organization_id"))
                .col(Alias::new("name")),
        )
        .to_owned()
}
