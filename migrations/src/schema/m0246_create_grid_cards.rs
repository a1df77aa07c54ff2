//! What the published card of a grid said, one row a change (S1-3). `recorded_by` is absent where the
//! card is older than this table.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{day, id, instant, maybe_number, maybe_reference, maybe_text, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0246_create_grid_cards", "grid_cards", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("grid_id"))
        .col(number("version"))
        .col(text("name", 100))
        .col(maybe_text("villages", 4_000))
        .col(maybe_text("officers", 2_000))
        .col(maybe_number("households"))
        .col(maybe_number("people"))
        .col(maybe_number("villager_representatives"))
        .col(maybe_number("enterprises"))
        .col(maybe_number("new_residents"))
        .col(day("updated_on"))
        .col(maybe_reference("recorded_by"))
        .col(instant("recorded_at"))
        .index(
            Index::create()
                .name("grid_cards_grid_id_version_unique")
                .unique()
                .col(Alias::new("grid_id"))
                .col(Alias::new("version")),
        )
        .to_owned()
}
