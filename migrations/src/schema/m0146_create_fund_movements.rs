//! What happened to funds, append-only. The unique key lets a repeated step add nothing.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, id, instant, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0146_create_fund_movements", "fund_movements", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("organization_id"))
        .col(code("kind"))
        .col(number("fen"))
        .col(code("period"))
        .col(reference("reference_id"))
        .col(reference("lot_id"))
        .col(number("occasion"))
        .col(instant("at"))
        .check(Expr::col(Alias::new("fen")).gt(0))
        .index(
            Index::create()
                .name("fund_movements_cause_unique")
                .unique()
                .col(Alias::new("organization_id"))
                .col(Alias::new("kind"))
                .col(Alias::new("period"))
                .col(Alias::new("reference_id"))
                .col(Alias::new("lot_id"))
                .col(Alias::new("occasion")),
        )
        .to_owned()
}
