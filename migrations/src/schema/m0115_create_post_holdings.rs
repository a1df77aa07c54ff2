//! Who claimed or holds a post, dated half-open: `[from_day, to_day)`; without `from_day` it is not
//! confirmed. `active_key` is post and member: one live holding of both.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{active_key, code, id, instant, maybe_day, maybe_reference, maybe_text, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0115_create_post_holdings", "post_holdings", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("post_id"))
        .col(reference("member_id"))
        .col(text("organization_path", 512))
        .col(active_key())
        .col(code("origin"))
        .col(code("state"))
        .col(maybe_day("from_day"))
        .col(maybe_day("to_day"))
        .col(maybe_text("end_reason", 500))
        .col(reference("asked_by"))
        .col(instant("asked_at"))
        .col(maybe_reference("confirmed_by"))
        .col(maybe_reference("ended_by"))
        .to_owned()
}
