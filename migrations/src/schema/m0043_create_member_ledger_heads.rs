//! The one serialisation point of a member (invariant 2). `board_version` grows with every change that a board must show.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{hash, maybe_day, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0043_create_member_ledger_heads", "member_ledger_heads", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("member_id").primary_key())
        .col(number("seq"))
        .col(hash("hash"))
        .col(maybe_day("closed_through"))
        .col(maybe_day("final_through"))
        .col(number("board_version"))
        .col(number("touches"))
        .to_owned()
}
