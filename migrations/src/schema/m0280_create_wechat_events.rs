//! Events that WeChat pushed, each once.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, hash, id, instant, long_text, number};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0280_create_wechat_events", "wechat_events", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        // What is the same when WeChat sends it again.
        .col(hash("digest").unique_key())
        .col(code("name"))
        // Sealed, in base64: it may name a person. Empty once it is dealt with.
        .col(long_text("payload"))
        .col(code("state"))
        .col(number("attempts"))
        .col(instant("due_at"))
        .col(instant("received_at"))
        .to_owned()
}
