//! One-time codes that bind an account to a person. The code is derived from the id; only its hash is kept.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{hash, id, instant, maybe_instant, maybe_reference, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0021_create_invites", "invites", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("person_id"))
        .col(hash("code_hash").unique_key())
        .col(reference("created_by"))
        .col(instant("created_at"))
        .col(instant("expires_at"))
        .col(maybe_instant("used_at"))
        .col(maybe_reference("used_by"))
        .col(maybe_instant("revoked_at"))
        .to_owned()
}
