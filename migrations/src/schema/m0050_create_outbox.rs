//! What is to be done outside the database, written with the change that asks for it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, id, instant, maybe_instant, maybe_reference, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0050_create_outbox", "outbox", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(code("topic"))
        .col(reference("subject_id"))
        .col(instant("created_at"))
        .col(instant("due_at"))
        .col(number("attempts"))
        .col(maybe_instant("leased_until"))
        .col(maybe_reference("lease_id"))
        .to_owned()
}
