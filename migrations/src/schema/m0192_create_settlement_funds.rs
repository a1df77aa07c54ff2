//! What a settlement does to the fund of each village. `issued_at` is NULL until the village is issued. The check stands
//! behind invariant 5: a settlement never exceeds its fund.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{maybe_instant, number, points, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0192_create_settlement_funds", "settlement_funds", table)
}

fn table() -> TableCreateStatement {
    let column = |name: &'static str| Expr::col(Alias::new(name));
    Table::create()
        .col(reference("settlement_id"))
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(number("place"))
        .col(number("members"))
        .col(number("share_fen"))
        .col(number("carried_in_fen"))
        .col(points("wanted"))
        .col(number("committed_fen"))
        .col(maybe_instant("issued_at"))
        .check(column("committed_fen").gte(0))
        .check(column("share_fen").add(column("carried_in_fen")).gte(column("committed_fen")))
        .primary_key(Index::create().col(Alias::new("settlement_id")).col(Alias::new("organization_id")))
        .to_owned()
}
