//! Which version of the privacy guide a person has read.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{instant, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0386_create_guide_acceptances", "guide_acceptances", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("person_id"))
        .col(number("version"))
        .col(instant("accepted_at"))
        .primary_key(Index::create().col(Alias::new("person_id")).col(Alias::new("version")))
        .to_owned()
}
