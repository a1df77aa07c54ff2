//! Which ready posts (S3-5) an organization has taken over, for itself or for a grid: one post each,
//! whoever takes them over at once. `active_key` is organization, grid and area.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{active_key, id};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0248_create_post_areas", "post_areas", table)
}

fn table() -> TableCreateStatement {
    Table::create().col(id()).col(active_key()).to_owned()
}
