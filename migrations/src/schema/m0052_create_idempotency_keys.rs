//! First replies by idempotency key (invariant 6), kept 14 days.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, hash, instant, long_text, maybe_text, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0052_create_idempotency_keys", "idempotency_keys", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("account_id"))
        .col(text("route", 80))
        .col(text("idempotency_key", 64))
        .col(hash("fingerprint"))
        .col(number("status"))
        .col(code("reply_kind"))
        .col(long_text("reply"))
        .col(maybe_text("reach_path", 512))
        .col(instant("created_at"))
        .primary_key(
            Index::create().col(Alias::new("account_id")).col(Alias::new("route")).col(Alias::new("idempotency_key")),
        )
        .to_owned()
}
