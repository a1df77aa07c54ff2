//! Villagers' reports (群众反映) about members, weighed by the committee.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, code, day, id, instant, maybe_bytes, maybe_code, maybe_day, maybe_instant, maybe_points,
    maybe_reference, maybe_text, number, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0102_create_villager_reports", "villager_reports", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("account_id"))
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(text("review_path", 512))
        .col(text("about", 50))
        .col(maybe_reference("member_id"))
        .col(maybe_reference("branch_id"))
        .col(text("what", 1000))
        .col(maybe_day("happened_on"))
        .col(maybe_bytes("phone_cipher", 64))
        .col(day("received_on"))
        .col(number("day_slot"))
        .col(instant("received_at"))
        .col(code("state"))
        .col(maybe_text("reason", 500))
        .col(maybe_code("item"))
        .col(maybe_points("points"))
        .col(maybe_reference("entry_id"))
        .col(maybe_reference("weighed_by"))
        .col(maybe_instant("weighed_at"))
        .col(maybe_reference("audit_line_id"))
        .col(active_key())
        .col(number("version"))
        .index(
            Index::create()
                .name("villager_reports_organization_id_received_on_day_slot_unique")
                .unique()
                .col(Alias::new("organization_id"))
                .col(Alias::new("received_on"))
                .col(Alias::new("day_slot")),
        )
        .to_owned()
}
