//! Links that open a page of the mini-program, kept until they expire: the platform makes only so many a day.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{hash, id, instant, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0308_create_links", "links", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(hash("request_hash").unique_key().to_owned())
        .col(text("url", 512))
        .col(instant("made_at"))
        .col(instant("expires_at"))
        .to_owned()
}
