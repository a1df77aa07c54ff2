//! Rounds of appraisal (评诺, 民主评议). `active_key` is branch, kind and year: one round that is not cancelled.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, code, flag, id, instant, maybe_instant, maybe_reference, maybe_text, number, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0179_create_appraisals", "appraisals", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(code("year"))
        .col(code("kind"))
        .col(code("state"))
        .col(number("weight_own"))
        .col(number("weight_secretary"))
        .col(number("weight_peers"))
        .col(number("weight_villagers"))
        .col(number("least_peers"))
        .col(number("least_villagers"))
        .col(flag("public"))
        .col(reference("made_by"))
        .col(instant("made_at"))
        .col(maybe_instant("opened_at"))
        .col(maybe_instant("closed_at"))
        .col(maybe_reference("signed_by"))
        .col(maybe_instant("signed_at"))
        .col(maybe_text("meeting", 200))
        .col(maybe_text("reason", 500))
        .col(active_key())
        .col(number("version"))
        .to_owned()
}
