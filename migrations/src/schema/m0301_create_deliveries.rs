//! Messages that were taken to WeChat: one row a message, so that none goes twice. `active_key` is the account while a
//! call is under way: one at a time for each user. `note` is a field's name or the platform's word, never a value.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{active_key, code, id, instant, maybe_code, maybe_instant, maybe_number, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0301_create_deliveries", "deliveries", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("account_id"))
        .col(text("template_id", 64))
        .col(code("state"))
        .col(number("attempts"))
        .col(reference("lease_id"))
        .col(instant("leased_until"))
        .col(maybe_number("errcode"))
        .col(maybe_code("note"))
        .col(maybe_code("platform_id"))
        .col(instant("begun_at"))
        .col(maybe_instant("ended_at"))
        .col(maybe_instant("confirmed_at"))
        .col(active_key())
        .to_owned()
}
