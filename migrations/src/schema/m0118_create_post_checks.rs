//! Posts and zones checked off: one check a post, member and period, whoever checks and however often.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, flag, id, instant, maybe_points, maybe_text, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0118_create_post_checks", "post_checks", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("post_id"))
        .col(reference("member_id"))
        .col(reference("holding_id"))
        .col(text("organization_path", 512))
        .col(code("period"))
        .col(flag("kept"))
        .col(maybe_points("points"))
        .col(maybe_text("note", 500))
        .col(reference("checked_by"))
        .col(instant("checked_at"))
        .index(
            Index::create()
                .name("post_checks_post_id_member_id_period_unique")
                .unique()
                .col(Alias::new("post_id"))
                .col(Alias::new("member_id"))
                .col(Alias::new("period")),
        )
        .to_owned()
}
