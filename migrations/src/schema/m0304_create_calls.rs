//! The call list: messages that reached nobody, each to be told by phone. One entry a message. `note` is sealed: what
//! was said on the phone is for few eyes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    code, id, instant, maybe_bytes, maybe_code, maybe_instant, maybe_reference, number, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0304_create_calls", "calls", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("message_id").unique_key().to_owned())
        .col(reference("person_id"))
        .col(maybe_reference("member_id"))
        .col(text("organization_path", 512))
        .col(code("for_whom"))
        .col(code("state"))
        .col(number("tries"))
        .col(maybe_code("last_outcome"))
        .col(maybe_instant("last_at"))
        .col(maybe_reference("last_by"))
        .col(maybe_bytes("note", 900))
        .col(instant("listed_at"))
        .to_owned()
}
