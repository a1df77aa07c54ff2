//! What people log in with. An account is at most one person's; a person has at most one account.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, id, instant, maybe_reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0012_create_accounts", "accounts", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(maybe_reference("person_id").unique_key())
        .col(maybe_reference("acted_for"))
        .col(code("state"))
        .col(instant("created_at"))
        .to_owned()
}
