//! Pictures to scan, kept for good by the request that they were made for: the code in one never expires.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, hash, id, instant};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0309_create_code_pictures", "code_pictures", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(hash("request_hash").unique_key().to_owned())
        .col(code("media_type"))
        .col(hash("blob_name"))
        .col(instant("made_at"))
        .to_owned()
}
