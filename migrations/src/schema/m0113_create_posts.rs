//! Posts (岗位) and responsibility zones (责任区). `taken` counts the places claimed or held; the number
//! of places is enforced by a conditional update of it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, id, instant, maybe_reference, maybe_text, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0113_create_posts", "posts", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(maybe_reference("grid_id"))
        .col(code("kind"))
        .col(text("name", 100))
        .col(maybe_text("skill_wanted", 200))
        .col(number("places"))
        .col(number("taken"))
        .col(code("item_code"))
        .col(code("check_every"))
        .col(code("pays_per"))
        .col(code("state"))
        .col(number("version"))
        .col(reference("created_by"))
        .col(instant("created_at"))
        .to_owned()
}
