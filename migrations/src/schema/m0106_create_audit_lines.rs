//! What a quarterly audit decides, line by line.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    code, day, id, instant, maybe_code, maybe_instant, maybe_points, maybe_reference, maybe_text, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0106_create_audit_lines", "audit_lines", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("audit_id"))
        .col(reference("member_id"))
        .col(code("kind"))
        .col(code("source_kind"))
        .col(reference("source_id"))
        .col(maybe_reference("rule_book_id"))
        .col(maybe_code("item"))
        .col(maybe_points("points"))
        .col(day("deed_on"))
        .col(text("what", 300))
        .col(maybe_reference("entry_id"))
        .col(reference("proposed_by"))
        .col(instant("proposed_at"))
        .col(maybe_code("decision"))
        .col(maybe_points("decided_points"))
        .col(maybe_text("reason", 500))
        .col(maybe_reference("decided_by"))
        .col(maybe_reference("decided_person"))
        .col(maybe_instant("decided_at"))
        .col(maybe_reference("written_id"))
        .index(
            Index::create()
                .name("audit_lines_audit_id_source_kind_source_id_unique")
                .unique()
                .col(Alias::new("audit_id"))
                .col(Alias::new("source_kind"))
                .col(Alias::new("source_id")),
        )
        .to_owned()
}
