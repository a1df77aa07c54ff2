//! Consents (同意) of persons. `active_key` stands while the consent does: person, purpose and subject.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{active_key, code, id, instant, maybe_instant, maybe_reference, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0230_create_consents", "consents", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("person_id"))
        .col(code("purpose"))
        .col(maybe_reference("subject_id"))
        .col(code("how"))
        .col(reference("given_by"))
        .col(instant("given_at"))
        .col(maybe_reference("withdrawn_by"))
        .col(maybe_instant("withdrawn_at"))
        .col(active_key())
        .to_owned()
}
