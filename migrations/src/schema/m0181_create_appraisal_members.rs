//! Who is judged in a round; the result once it is signed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{id, maybe_code, maybe_day, maybe_number, maybe_points, maybe_reference, maybe_text, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0181_create_appraisal_members", "appraisal_members", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("appraisal_id"))
        .col(reference("member_id"))
        .col(maybe_day("away_since"))
        .col(maybe_day("returned_on"))
        .col(maybe_reference("returned_by"))
        .col(maybe_points("score"))
        .col(maybe_number("weight"))
        .col(maybe_code("grade"))
        .col(maybe_text("missing", 100))
        .index(
            Index::create()
                .name("appraisal_members_appraisal_id_member_id_unique")
                .unique()
                .col(Alias::new("appraisal_id"))
                .col(Alias::new("member_id")),
        )
        .to_owned()
}
