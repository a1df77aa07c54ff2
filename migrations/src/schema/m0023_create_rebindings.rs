//! Requests to bind a new account to a person who lost the old phone, decided by the secretary.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{active_key, code, id, instant, maybe_instant, maybe_reference, maybe_text, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0023_create_rebindings", "rebindings", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("account_id"))
        .col(reference("person_id"))
        .col(reference("organization_id"))
        .col(code("state"))
        .col(maybe_text("reason", 500))
        .col(instant("requested_at"))
        .col(maybe_reference("decided_by"))
        .col(maybe_instant("decided_at"))
        .col(active_key())
        .to_owned()
}
