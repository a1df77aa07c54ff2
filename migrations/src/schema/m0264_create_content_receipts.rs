//! Who has read a content: one row a member, whoever repeats it, with an optional answer (心得) to who manages.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{instant, maybe_instant, maybe_text, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0264_create_content_receipts", "content_receipts", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("content_id"))
        .col(reference("member_id"))
        .col(instant("read_at"))
        .col(maybe_text("answer", 500))
        .col(maybe_instant("answered_at"))
        .primary_key(Index::create().col(Alias::new("content_id")).col(Alias::new("member_id")))
        .to_owned()
}
