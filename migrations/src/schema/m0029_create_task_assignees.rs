//! The members that a dispatched task names (S0-15), each with a share of the points.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{points, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0029_create_task_assignees", "task_assignees", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("task_id"))
        .col(reference("member_id"))
        .col(points("points"))
        .primary_key(Index::create().col(Alias::new("task_id")).col(Alias::new("member_id")))
        .to_owned()
}
