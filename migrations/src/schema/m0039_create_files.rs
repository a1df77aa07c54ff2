//! Uploads. A file that no claim took is swept.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{hash, id, instant, maybe_reference, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0039_create_files", "files", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("account_id"))
        .col(hash("content_hash"))
        .col(maybe_reference("claim_id"))
        .col(number("position"))
        .col(instant("created_at"))
        .to_owned()
}
