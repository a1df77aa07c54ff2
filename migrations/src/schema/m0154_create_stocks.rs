//! What stands in a shop of a reward, free and reserved: neither ever falls below zero. `is_open` mirrors the
//! shop, so that closing it and ordering meet at this row.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{flag, maybe_number, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0154_create_stocks", "stocks", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("shop_id"))
        .col(reference("reward_id"))
        .col(number("free"))
        .col(number("reserved"))
        .col(maybe_number("low_mark"))
        .col(flag("is_open"))
        .primary_key(Index::create().col(Alias::new("shop_id")).col(Alias::new("reward_id")))
        .check(Expr::col(Alias::new("free")).gte(0))
        .check(Expr::col(Alias::new("reserved")).gte(0))
        .to_owned()
}
