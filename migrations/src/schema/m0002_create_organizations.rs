//! The tree of party organizations. `path` is the ids from the root down, 32 hex digits and a slash each: reach is a prefix.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, flag, id, instant, maybe_instant, maybe_reference, maybe_text, number, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0002_create_organizations", "organizations", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(maybe_reference("parent_id"))
        .col(text("path", 512))
        .col(code("kind"))
        .col(text("name", 100))
        .col(number("position"))
        .col(flag("sensitive"))
        .col(maybe_text("full_names_basis", 500))
        .col(maybe_instant("publication_approved_at"))
        .col(maybe_reference("publication_approved_by"))
        .col(maybe_text("publication_reason", 500))
        .col(number("version"))
        .col(instant("created_at"))
        .index(
            Index::create()
                .name("organizations_parent_id_name_unique")
                .unique()
                .col(Alias::new("parent_id"))
                .col(Alias::new("name")),
        )
        .to_owned()
}
