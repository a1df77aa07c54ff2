//! Quarterly audits (季度审核): one a branch and quarter.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, id, instant, maybe_instant, maybe_reference, maybe_text, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0105_create_quarterly_audits", "quarterly_audits", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(code("period"))
        .col(code("state"))
        .col(reference("opened_by"))
        .col(instant("opened_at"))
        .col(maybe_reference("signed_by"))
        .col(maybe_instant("signed_at"))
        .col(maybe_text("meeting", 200))
        .col(number("version"))
        .index(
            Index::create()
                .name("quarterly_audits_organization_id_period_unique")
                .unique()
                .col(Alias::new("organization_id"))
                .col(Alias::new("period")),
        )
        .to_owned()
}
