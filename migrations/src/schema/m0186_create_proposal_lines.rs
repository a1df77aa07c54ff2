//! Who stands on a proposed list, and why.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, flag, id, long_text, maybe_reference, maybe_text, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0186_create_proposal_lines", "proposal_lines", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("proposal_id"))
        .col(reference("person_id"))
        .col(maybe_reference("member_id"))
        .col(reference("organization_id"))
        .col(number("position"))
        .col(code("ground"))
        .col(maybe_text("merits", 1000))
        .col(long_text("evidence"))
        .col(flag("struck"))
        .col(maybe_text("reason", 500))
        .col(maybe_reference("changed_by"))
        .index(
            Index::create()
                .name("proposal_lines_proposal_id_person_id_unique")
                .unique()
                .col(Alias::new("proposal_id"))
                .col(Alias::new("person_id")),
        )
        .to_owned()
}
