//! The members that a meeting names, such as a committee.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::reference;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0093_create_meeting_members", "meeting_members", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("meeting_id"))
        .col(reference("member_id"))
        .primary_key(Index::create().col(Alias::new("meeting_id")).col(Alias::new("member_id")))
        .to_owned()
}
