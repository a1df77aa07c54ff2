//! Stored pictures by the hash of the bytes that were sent: the same bytes are stored once.
//! `leaving_at` marks a picture whose files are being deleted, so that no upload leans on them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{hash, instant, maybe_instant, number};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0038_create_blobs", "blobs", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(hash("content_hash").primary_key())
        .col(number("width"))
        .col(number("height"))
        .col(number("bytes"))
        .col(hash("full_key"))
        .col(hash("thumbnail_key"))
        .col(instant("created_at"))
        .col(maybe_instant("leaving_at"))
        .to_owned()
}
