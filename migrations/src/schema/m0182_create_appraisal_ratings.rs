//! Ratings. Neither a rater nor a time: the key is a keyed hash of round, voice, rater and rated, the id is taken
//! from it, and equal raters of two persons have nothing in common.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, hash, id, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0182_create_appraisal_ratings", "appraisal_ratings", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("appraisal_id"))
        .col(reference("member_id"))
        .col(code("voice"))
        .col(hash("rater_hash"))
        .col(code("grade"))
        .col(number("version"))
        .index(
            Index::create()
                .name("appraisal_ratings_unique")
                .unique()
                .col(Alias::new("appraisal_id"))
                .col(Alias::new("member_id"))
                .col(Alias::new("voice"))
                .col(Alias::new("rater_hash")),
        )
        .to_owned()
}
