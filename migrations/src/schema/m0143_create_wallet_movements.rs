//! What happened to lots, append-only. The unique key lets each cause act once: an order is handed out *or* falls through
//! (`turn`), and only expiries of different days (`occasion`, the day's number) repeat.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, id, instant, number, points, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0143_create_wallet_movements", "wallet_movements", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(reference("lot_id"))
        .col(code("kind"))
        .col(code("turn"))
        .col(points("points"))
        .col(number("fen"))
        .col(reference("reference_id"))
        .col(number("occasion"))
        .col(instant("at"))
        .check(Expr::col(Alias::new("points")).gt(0))
        .check(Expr::col(Alias::new("fen")).gt(0))
        .index(
            Index::create()
                .name("wallet_movements_cause_unique")
                .unique()
                .col(Alias::new("reference_id"))
                .col(Alias::new("lot_id"))
                .col(Alias::new("turn"))
                .col(Alias::new("occasion")),
        )
        .to_owned()
}
