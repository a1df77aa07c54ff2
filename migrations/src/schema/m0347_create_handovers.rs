//! Hand-overs (交接) of an office. `active_key` is the organization while one is open.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, code, flag, id, instant, maybe_instant, maybe_reference, maybe_text, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0347_create_handovers", "handovers", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(code("role"))
        .col(reference("outgoing_id"))
        .col(reference("incoming_id"))
        .col(code("state"))
        .col(flag("by_township"))
        .col(maybe_text("note", 500))
        .col(reference("opened_by"))
        .col(instant("opened_at"))
        .col(maybe_reference("outgoing_signed_by"))
        .col(maybe_instant("outgoing_signed_at"))
        .col(maybe_text("absent_reason", 200))
        .col(maybe_instant("incoming_signed_at"))
        .col(maybe_text("work", 2000))
        .col(maybe_instant("ended_at"))
        .col(active_key())
        .to_owned()
}
