//! Archives and proofs of service, frozen under a digest; the check code stands here as a hash only.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    code, day, hash, id, instant, long_text, maybe_instant, maybe_reference, maybe_text, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0387_create_certificates", "certificates", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(code("kind"))
        .col(reference("member_id"))
        .col(text("organization_path", 512))
        .col(code("period"))
        .col(day("from_day"))
        .col(day("to_day"))
        .col(long_text("content"))
        .col(hash("digest"))
        .col(hash("code_hash"))
        .col(reference("issued_by"))
        .col(instant("issued_at"))
        .col(maybe_reference("withdrawn_by"))
        .col(maybe_instant("withdrawn_at"))
        .col(maybe_text("withdraw_reason", 200))
        .index(Index::create().name("certificates_code_hash_unique").unique().col(Alias::new("code_hash")))
        .to_owned()
}
