//! The ledger: only ever added to (invariant 1).

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, day, hash, id, instant, maybe_code, maybe_reference, number, points, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0044_create_ledger_entries", "ledger_entries", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(number("seq"))
        .col(code("kind"))
        .col(code("source_kind"))
        .col(reference("source_id"))
        .col(number("line"))
        .col(maybe_code("item_code"))
        .col(reference("rule_book_id"))
        .col(reference("owner_id"))
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(points("points"))
        .col(points("asked_points"))
        .col(maybe_code("scope"))
        .col(day("deed_on"))
        .col(day("counts_on"))
        .col(instant("recorded_at"))
        .col(reference("recorded_by"))
        .col(reference("approved_by"))
        .col(maybe_reference("reverses_id").unique_key())
        .col(maybe_reference("releases_id"))
        .col(hash("reason_digest"))
        .col(hash("evidence_digest"))
        .col(hash("hash"))
        .index(
            Index::create()
                .name("ledger_entries_member_id_seq_unique")
                .unique()
                .col(Alias::new("member_id"))
                .col(Alias::new("seq")),
        )
        .index(
            Index::create()
                .name("ledger_entries_source_kind_source_id_member_id_line_unique")
                .unique()
                .col(Alias::new("source_kind"))
                .col(Alias::new("source_id"))
                .col(Alias::new("member_id"))
                .col(Alias::new("line")),
        )
        .to_owned()
}
