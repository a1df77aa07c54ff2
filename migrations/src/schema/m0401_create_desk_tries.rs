//! Tries to log in at a desk with a password, counted by the keyed hash of the name typed or the address they come
//! from: the table holds neither. The next try waits until `open_at`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{hash, instant, not_below_zero, number};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0401_create_desk_tries", "desk_tries", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(hash("counted_hash").primary_key())
        .col(number("wrong"))
        .col(instant("open_at"))
        .col(instant("changed_at"))
        .check(not_below_zero("wrong"))
        .to_owned()
}
