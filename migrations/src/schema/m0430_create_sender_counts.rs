//! How much came today from a network without an account, counted by a keyed hash of day, network and what it was
//! sent to: the table holds no address, and nothing in it leads to what was sent. Swept when the day is over.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{day, hash, not_below_zero, number};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0430_create_sender_counts", "sender_counts", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(hash("counted_hash").primary_key())
        .col(number("sent"))
        .col(day("counted_on"))
        .check(not_below_zero("sent"))
        .to_owned()
}
