//! Roles held by persons at organizations.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{active_key, code, id, instant, maybe_instant, maybe_reference, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0018_create_role_grants", "role_grants", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("person_id"))
        .col(code("role"))
        .col(reference("organization_id"))
        .col(maybe_reference("granted_by"))
        .col(instant("granted_at"))
        .col(maybe_reference("ended_by"))
        .col(maybe_instant("ended_at"))
        .col(active_key())
        .to_owned()
}
