//! The wallet (兑换分) of a member: the one serialisation point of its lots, and their sums. The checks stand behind
//! invariant 5: no wallet goes below zero.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{not_below_zero, number, points, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0140_create_wallets", "wallets", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("member_id").primary_key())
        .col(points("free_points"))
        .col(points("reserved_points"))
        .col(number("version"))
        .check(not_below_zero("free_points"))
        .check(not_below_zero("reserved_points"))
        .to_owned()
}
