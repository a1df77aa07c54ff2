//! The pool of coupon codes. A code is encrypted; a keyed hash lets it come in once a township, and `order_id` lets an
//! order have one at a time. A code that was replaced or refunded names its order in `was_order_id`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    bytes, code, hash, id, instant, maybe_day, maybe_instant, maybe_reference, maybe_text, number, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0210_create_coupon_codes", "coupon_codes", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("reward_id"))
        .col(reference("township_id"))
        .col(text("organization_path", 512))
        .col(bytes("sealed", 300))
        .col(hash("code_hash"))
        .col(code("last_four"))
        .col(number("face_fen"))
        .col(maybe_day("valid_until"))
        .col(code("state"))
        .col(maybe_reference("order_id").unique_key().to_owned())
        .col(maybe_reference("was_order_id"))
        .col(reference("imported_by"))
        .col(instant("imported_at"))
        .col(maybe_instant("assigned_at"))
        .col(maybe_instant("first_shown_at"))
        .col(maybe_instant("ended_at"))
        .col(maybe_reference("ended_by"))
        .col(maybe_text("reason", 200))
        .check(Expr::col(Alias::new("face_fen")).gt(0))
        .index(
            Index::create()
                .name("coupon_codes_code_unique")
                .unique()
                .col(Alias::new("township_id"))
                .col(Alias::new("code_hash")),
        )
        .to_owned()
}
