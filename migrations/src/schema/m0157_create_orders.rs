//! Orders (兑换). Of the pickup code and the PIN only keyed hashes are kept.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    code, hash, id, instant, maybe_code, maybe_day, maybe_hash, maybe_instant, maybe_reference, maybe_text, number,
    points, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0157_create_orders", "orders", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(text("organization_path", 512))
        .col(reference("shop_id"))
        .col(text("shop_path", 512))
        .col(reference("reward_id"))
        .col(text("reward_name", 100))
        .col(text("unit", 10))
        .col(code("kind"))
        .col(number("quantity"))
        .col(points("price"))
        .col(points("points"))
        .col(code("state"))
        .col(hash("code_hash").unique_key().to_owned())
        .col(maybe_hash("pin_hash"))
        .col(number("pin_tries"))
        .col(reference("ordered_by"))
        .col(instant("ordered_at"))
        .col(instant("expires_at"))
        .col(maybe_instant("warned_at"))
        .col(maybe_instant("ended_at"))
        .col(maybe_reference("ended_by"))
        .col(maybe_text("reason", 200))
        .col(maybe_code("collected_by"))
        .col(maybe_text("relation", 50))
        .col(maybe_day("collected_on"))
        .check(Expr::col(Alias::new("quantity")).gt(0))
        .check(Expr::col(Alias::new("points")).gt(0))
        .to_owned()
}
