//! Natural persons. Phones are encrypted; `phone_hash` is keyed, for look-up. No ID number, no birth day.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    id, instant, maybe_bytes, maybe_code, maybe_hash, maybe_number, maybe_text, number, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0004_create_persons", "persons", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("township_id"))
        .col(text("name", 50))
        .col(maybe_code("sex"))
        .col(maybe_number("birth_year"))
        .col(maybe_number("birth_month"))
        .col(maybe_bytes("phone_cipher", 64))
        .col(maybe_hash("phone_hash"))
        .col(maybe_text("schooling", 50))
        .col(maybe_text("skills", 200))
        .col(number("version"))
        .col(instant("created_at"))
        .to_owned()
}
