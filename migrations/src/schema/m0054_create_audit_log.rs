//! Every write and every read that discloses personal data: who, as whom, what, from where.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{id, instant, maybe_code, maybe_reference, maybe_text, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0054_create_audit_log", "audit_log", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(instant("at"))
        .col(maybe_reference("account_id"))
        .col(maybe_reference("person_id"))
        .col(maybe_reference("on_behalf_of"))
        .col(text("action", 60))
        .col(maybe_code("subject_kind"))
        .col(maybe_reference("subject_id"))
        .col(maybe_text("organization_path", 512))
        .col(maybe_text("ip", 45))
        .col(maybe_text("request_id", 40))
        .col(maybe_text("detail", 2000))
        .to_owned()
}
