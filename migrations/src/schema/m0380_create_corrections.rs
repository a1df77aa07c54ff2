//! Requests to correct what is held on a person. `active_key` is person and field while one waits.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, bytes, code, id, instant, maybe_instant, maybe_reference, maybe_text, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0380_create_corrections", "corrections", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("person_id"))
        .col(text("organization_path", 512))
        .col(code("field"))
        .col(bytes("wished_cipher", 1024))
        .col(text("why", 200))
        .col(code("state"))
        .col(instant("asked_at"))
        .col(maybe_reference("decided_by"))
        .col(maybe_instant("decided_at"))
        .col(maybe_text("answer", 200))
        .col(active_key())
        .to_owned()
}
