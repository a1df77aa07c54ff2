//! Proposed lists of persons. `active_key` is kind, organization and, but for lists that outlast it, year: one
//! signed list in force.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, code, id, instant, maybe_day, maybe_instant, maybe_number, maybe_reference, maybe_text, number,
    reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0184_create_proposals", "proposals", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(code("kind"))
        .col(code("year"))
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(code("state"))
        .col(maybe_reference("replaces_id"))
        .col(maybe_reference("edition_id"))
        .col(maybe_number("edition_number"))
        .col(maybe_text("edition_hash", 40))
        .col(reference("made_by"))
        .col(instant("made_at"))
        .col(maybe_reference("signed_by"))
        .col(maybe_instant("signed_at"))
        .col(maybe_day("signed_on"))
        .col(maybe_text("meeting", 200))
        .col(maybe_text("reason", 500))
        .col(active_key())
        .col(number("version"))
        .to_owned()
}
