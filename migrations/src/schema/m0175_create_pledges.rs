//! Pledges (承诺): one a member and year.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, id, instant, maybe_instant, maybe_reference, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0175_create_pledges", "pledges", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(code("year"))
        .col(text("text", 500))
        .col(reference("made_by"))
        .col(instant("made_at"))
        .col(maybe_reference("shown_by"))
        .col(maybe_instant("shown_at"))
        .index(
            Index::create()
                .name("pledges_member_id_year_unique")
                .unique()
                .col(Alias::new("member_id"))
                .col(Alias::new("year")),
        )
        .to_owned()
}
