//! The words behind an entry's digests, kept apart so that they can be erased without breaking the chain.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{hash, maybe_text, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0048_create_ledger_notes", "ledger_notes", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("entry_id").primary_key())
        .col(hash("salt"))
        .col(maybe_text("what", 300))
        .col(maybe_text("reason", 500))
        .to_owned()
}
