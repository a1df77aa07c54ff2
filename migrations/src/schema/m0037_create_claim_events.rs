//! What happened to a claim, step by step.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, instant, maybe_text, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0037_create_claim_events", "claim_events", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("claim_id"))
        .col(number("seq"))
        .col(code("action"))
        .col(code("from_state"))
        .col(code("to_state"))
        .col(reference("actor"))
        .col(maybe_text("reason", 500))
        .col(instant("at"))
        .primary_key(Index::create().col(Alias::new("claim_id")).col(Alias::new("seq")))
        .to_owned()
}
