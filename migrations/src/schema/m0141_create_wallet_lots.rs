//! Lots: what one settlement issued to one member. `unit_fen` is what 0.01 point of the lot is worth, so that the fen of
//! every part are exact; the parts always make up what was issued. `noticed_for` is the last day that the member was told
//! of.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, id, instant, maybe_day, not_below_zero, number, points, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0141_create_wallet_lots", "wallet_lots", table)
}

fn table() -> TableCreateStatement {
    let parts = ["free_points", "reserved_points", "spent_points", "expired_points"];
    let sum =
        parts.map(|part| Expr::col(Alias::new(part))).into_iter().reduce(Expr::add).unwrap_or_else(|| Expr::val(0));
    let mut table = Table::create();
    table
        .col(id())
        .col(reference("member_id"))
        .col(reference("settlement_id"))
        .col(reference("organization_id"))
        .col(code("period"))
        .col(number("unit_fen"))
        .col(points("issued_points"));
    for part in parts {
        table.col(points(part)).check(not_below_zero(part));
    }
    table
        .col(maybe_day("expires_on"))
        .col(instant("issued_at"))
        .col(maybe_day("noticed_for"))
        .check(Expr::col(Alias::new("unit_fen")).gt(0))
        .check(Expr::col(Alias::new("issued_points")).eq(sum))
        .index(
            Index::create()
                .name("wallet_lots_settlement_id_member_id_unique")
                .unique()
                .col(Alias::new("settlement_id"))
                .col(Alias::new("member_id")),
        )
        .to_owned()
}
