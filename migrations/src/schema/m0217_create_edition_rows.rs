//! The rows of editions. No name stands here: names can be erased, an edition cannot.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, flag, hash, maybe_code, maybe_number, number, points, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0217_create_edition_rows", "edition_rows", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("edition_id"))
        .col(reference("member_id"))
        .col(number("place"))
        .col(reference("branch_id"))
        .col(text("branch_name", 100))
        .col(code("category"))
        .col(reference("owner_id"))
        .col(number("roster_order"))
        .col(flag("exempt"))
        .col(flag("sensitive"))
        .col(flag("kept_out"))
        .col(points("total"))
        .col(points("additions"))
        .col(points("deductions"))
        .col(number("head_seq"))
        .col(hash("head_hash"))
        .col(maybe_number("number"))
        .col(maybe_number("rank"))
        .col(maybe_number("branch_number"))
        .col(maybe_number("branch_rank"))
        .col(maybe_number("public_number"))
        .col(maybe_number("public_rank"))
        .col(maybe_number("public_branch_number"))
        .col(maybe_number("public_branch_rank"))
        .col(maybe_code("grade"))
        .col(maybe_code("colour"))
        .primary_key(Index::create().col(Alias::new("edition_id")).col(Alias::new("member_id")))
        .to_owned()
}
