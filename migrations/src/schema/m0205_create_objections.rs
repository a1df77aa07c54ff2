//! Objections (异议) against rows of published editions. `receipt_hash` and `day_slot` are those of a stranger's, `objector_id` a person's.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, code, day, id, instant, maybe_bytes, maybe_code, maybe_hash, maybe_instant, maybe_number,
    maybe_reference, maybe_text, number, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0205_create_objections", "objections", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("closing_id"))
        .col(code("period"))
        .col(reference("edition_id"))
        .col(number("edition_number"))
        .col(reference("organization_id"))
        .col(maybe_number("row_number"))
        .col(reference("member_id"))
        .col(reference("person_id"))
        .col(reference("branch_id"))
        .col(text("branch_path", 512))
        .col(text("review_path", 512))
        .col(text("body", 1000))
        .col(maybe_reference("entry_id"))
        .col(maybe_reference("objector_id"))
        .col(maybe_bytes("name_cipher", 256))
        .col(maybe_bytes("phone_cipher", 64))
        .col(maybe_hash("receipt_hash"))
        .col(instant("made_at"))
        .col(day("made_on"))
        .col(maybe_number("day_slot"))
        .col(code("state"))
        .col(maybe_code("ground"))
        .col(maybe_text("answer", 500))
        .col(maybe_text("reason", 500))
        .col(maybe_number("edition_made"))
        .col(maybe_reference("decided_by"))
        .col(maybe_instant("decided_at"))
        .col(active_key())
        .col(number("version"))
        .index(
            Index::create()
                .name("objections_branch_id_made_on_day_slot_unique")
                .unique()
                .col(Alias::new("branch_id"))
                .col(Alias::new("made_on"))
                .col(Alias::new("day_slot")),
        )
        .index(Index::create().name("objections_receipt_hash_unique").unique().col(Alias::new("receipt_hash")))
        .to_owned()
}
