//! What kind of installation this database belongs to: one row. `serve` refuses a demonstration's.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, instant};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0001_create_installation", "installation", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(ColumnDef::new(Alias::new("id")).small_integer().not_null().primary_key())
        .col(code("kind"))
        .col(instant("created_at"))
        .to_owned()
}
