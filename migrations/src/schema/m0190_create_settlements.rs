//! Settlements (结算) of closings. `digest` is made of everything that a draft was computed from and to, so that a stale
//! one is known; a closing has one that is not withdrawn (`active_key`).

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, code, flag, hash, id, instant, maybe_day, maybe_instant, maybe_reference, maybe_text, number,
    reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0190_create_settlements", "settlements", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("closing_id"))
        .col(reference("edition_id"))
        .col(number("edition"))
        .col(reference("township_id"))
        .col(text("township_path", 512))
        .col(code("period"))
        .col(reference("rule_book_id"))
        .col(number("fen_per_point"))
        .col(flag("carry_over"))
        .col(hash("digest"))
        .col(code("state"))
        .col(active_key())
        .col(reference("drafted_by"))
        .col(instant("drafted_at"))
        .col(maybe_reference("signed_by"))
        .col(maybe_instant("signed_at"))
        .col(maybe_text("meeting", 200))
        .col(maybe_text("reason", 500))
        .col(maybe_day("expires_on"))
        .col(maybe_instant("issued_at"))
        .col(maybe_reference("withdrawn_by"))
        .col(maybe_instant("withdrawn_at"))
        .check(Expr::col(Alias::new("fen_per_point")).gt(0))
        .to_owned()
}
