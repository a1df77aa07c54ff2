//! What a settlement gives to each member of a village with a fund, zero included. `owed` is what was over-issued before,
//! `recovered` what is taken off for it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, flag, maybe_code, number, points, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0193_create_settlement_lines", "settlement_lines", table)
}

fn table() -> TableCreateStatement {
    let column = |name: &'static str| Expr::col(Alias::new(name));
    Table::create()
        .col(reference("settlement_id"))
        .col(reference("member_id"))
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(number("place"))
        .col(maybe_code("grade"))
        .col(code("category"))
        .col(flag("exempt"))
        .col(flag("kept_out"))
        .col(points("nominal"))
        .col(points("owed"))
        .col(points("recovered"))
        .col(points("points"))
        .col(number("fen"))
        .check(column("points").gte(0))
        .check(column("recovered").gte(0))
        .check(column("owed").gte(column("recovered")))
        .primary_key(Index::create().col(Alias::new("settlement_id")).col(Alias::new("member_id")))
        .to_owned()
}
