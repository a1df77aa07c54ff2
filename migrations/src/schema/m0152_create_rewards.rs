//! Rewards (奖品): the catalogue. The price is above zero.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    code, id, instant, maybe_code, maybe_number, maybe_points, maybe_reference, maybe_text, number, points, reference,
    text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0152_create_rewards", "rewards", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(maybe_reference("shop_id"))
        .col(text("name", 100))
        .col(text("unit", 10))
        .col(text("description", 500))
        .col(code("kind"))
        .col(points("price"))
        .col(maybe_number("limit_most"))
        .col(maybe_code("limit_per"))
        .col(maybe_points("threshold_points"))
        .col(maybe_text("threshold_grades", 400))
        .col(code("state"))
        .col(number("version"))
        .col(reference("created_by"))
        .col(instant("created_at"))
        .check(Expr::col(Alias::new("price")).gt(0))
        .to_owned()
}
