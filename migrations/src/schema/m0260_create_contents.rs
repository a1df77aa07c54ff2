//! Content: notices, documents passed down, study materials, cases and stories. The body of a content that was handed
//! in never changes any more.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    code, flag, id, instant, long_text, maybe_day, maybe_instant, maybe_reference, maybe_text, number, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0260_create_contents", "contents", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(code("kind"))
        .col(text("title", 100))
        .col(long_text("body"))
        .col(maybe_text("categories", 1000))
        .col(flag("away_only"))
        .col(flag("in_public"))
        .col(code("state"))
        .col(reference("author_id"))
        .col(reference("written_by"))
        .col(instant("created_at"))
        .col(maybe_instant("submitted_at"))
        .col(maybe_reference("decided_by"))
        .col(maybe_instant("decided_at"))
        .col(maybe_text("reason", 500))
        .col(maybe_instant("publish_at"))
        .col(maybe_instant("published_at"))
        .col(maybe_instant("taken_down_at"))
        .col(maybe_day("reminded_on"))
        .col(number("version"))
        .to_owned()
}
