//! Refresh tokens, hashed. A family is one log-in on one device; reuse of an old one ends it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{hash, id, instant, maybe_instant, maybe_reference, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0015_create_refresh_tokens", "refresh_tokens", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("family_id"))
        .col(reference("account_id"))
        .col(hash("token_hash").unique_key())
        .col(instant("issued_at"))
        .col(instant("expires_at"))
        .col(maybe_instant("rotated_at"))
        .col(maybe_reference("successor_id"))
        .col(maybe_instant("revoked_at"))
        .to_owned()
}
