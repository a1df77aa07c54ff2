//! Villagers' paper votes, counted before witnesses.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{id, instant, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0183_create_appraisal_villager_counts", "appraisal_villager_counts", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("appraisal_id"))
        .col(reference("member_id"))
        .col(number("good"))
        .col(number("fair"))
        .col(number("ordinary"))
        .col(number("poor"))
        .col(text("counted_by", 50))
        .col(text("witnesses", 200))
        .col(reference("recorded_by"))
        .col(instant("recorded_at"))
        .col(number("version"))
        .index(
            Index::create()
                .name("appraisal_villager_counts_unique")
                .unique()
                .col(Alias::new("appraisal_id"))
                .col(Alias::new("member_id")),
        )
        .to_owned()
}
