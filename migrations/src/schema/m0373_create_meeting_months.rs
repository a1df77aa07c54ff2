//! The months of a year's plan: one planned meeting of a kind for each, however often it is asked for.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0373_create_meeting_months", "meeting_months", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("organization_id"))
        .col(code("kind"))
        .col(code("month"))
        .col(reference("meeting_id"))
        .primary_key(
            Index::create().col(Alias::new("organization_id")).col(Alias::new("kind")).col(Alias::new("month")),
        )
        .to_owned()
}
