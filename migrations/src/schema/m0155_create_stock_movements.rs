//! Every movement of stock, appended only. One a step, shop and reward: a repeated step adds nothing.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, id, instant, maybe_number, maybe_text, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0155_create_stock_movements", "stock_movements", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("shop_id"))
        .col(reference("reward_id"))
        .col(code("kind"))
        .col(reference("reference_id"))
        .col(number("free_change"))
        .col(number("reserved_change"))
        .col(maybe_number("counted"))
        .col(maybe_text("reason", 200))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .index(
            Index::create()
                .unique()
                .name("stock_movements_once")
                .col(Alias::new("reference_id"))
                .col(Alias::new("kind"))
                .col(Alias::new("shop_id"))
                .col(Alias::new("reward_id")),
        )
        .to_owned()
}
