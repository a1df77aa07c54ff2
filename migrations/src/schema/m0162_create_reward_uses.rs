//! How many pieces of a reward a member has had in a quarter or a year, what is reserved included.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0162_create_reward_uses", "reward_uses", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("reward_id"))
        .col(reference("member_id"))
        .col(code("period"))
        .col(number("pieces"))
        .primary_key(
            Index::create().col(Alias::new("reward_id")).col(Alias::new("member_id")).col(Alias::new("period")),
        )
        .check(Expr::col(Alias::new("pieces")).gte(0))
        .to_owned()
}
