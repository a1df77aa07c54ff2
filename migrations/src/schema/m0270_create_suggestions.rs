//! Suggestions (意见建议). `member_id` and `person_id` are those of a member's, `receipt_hash` and `day_slot` of a
//! villager's; `active_key` is one of the person's places while it is open.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, code, day, flag, id, instant, maybe_bytes, maybe_hash, maybe_instant, maybe_number, maybe_points,
    maybe_reference, maybe_text, number, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0270_create_suggestions", "suggestions", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(text("review_path", 512))
        .col(maybe_reference("member_id"))
        .col(maybe_reference("person_id"))
        .col(maybe_reference("account_id"))
        .col(text("body", 1000))
        .col(maybe_bytes("name_cipher", 256))
        .col(maybe_bytes("phone_cipher", 64))
        .col(maybe_hash("receipt_hash"))
        .col(instant("made_at"))
        .col(day("made_on"))
        .col(maybe_number("day_slot"))
        .col(code("state"))
        .col(day("due_on"))
        .col(maybe_reference("taken_by"))
        .col(maybe_instant("taken_at"))
        .col(maybe_text("answer", 1000))
        .col(maybe_text("summary", 300))
        .col(flag("in_public"))
        .col(maybe_reference("decided_by"))
        .col(maybe_instant("decided_at"))
        .col(maybe_reference("declaration_id"))
        .col(maybe_points("points"))
        .col(maybe_instant("escalated_at"))
        .col(active_key())
        .col(number("version"))
        .index(
            Index::create()
                .name("suggestions_organization_id_made_on_day_slot_unique")
                .unique()
                .col(Alias::new("organization_id"))
                .col(Alias::new("made_on"))
                .col(Alias::new("day_slot")),
        )
        .index(Index::create().name("suggestions_receipt_hash_unique").unique().col(Alias::new("receipt_hash")))
        .to_owned()
}
