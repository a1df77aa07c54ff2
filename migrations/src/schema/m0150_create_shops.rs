//! Shops (先锋超市): where rewards are handed out.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, id, instant, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0150_create_shops", "shops", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(text("name", 100))
        .col(text("place", 200))
        .col(text("opening", 200))
        .col(code("state"))
        .col(number("version"))
        .col(reference("created_by"))
        .col(instant("created_at"))
        .to_owned()
}
