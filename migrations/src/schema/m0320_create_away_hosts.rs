//! Who looks after a member away where they are: a branch of this installation, or one outside whose name and
//! contact are sealed. One a time away, under its id.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{id, instant, maybe_bytes, maybe_reference, maybe_text, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0320_create_away_hosts", "away_hosts", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(maybe_reference("organization_id"))
        .col(maybe_text("organization_path", 512))
        .col(maybe_bytes("outside_cipher", 2048))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .to_owned()
}
