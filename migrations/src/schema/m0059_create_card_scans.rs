//! Points cards (一卡通) that a host organization has scanned: each code once, and at most one deed a scan.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{hash, id, instant, maybe_reference, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0059_create_card_scans", "card_scans", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(hash("code_digest").unique_key())
        .col(reference("member_id"))
        .col(reference("host_id"))
        .col(text("host_path", 512))
        .col(reference("scanned_by"))
        .col(instant("scanned_at"))
        .col(maybe_reference("declaration_id"))
        .to_owned()
}
