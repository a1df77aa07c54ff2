//! A member's totals by rule-book owner and period, written in the entry's transaction (invariant 3).

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, number, points, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0049_create_member_totals", "member_totals", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("member_id"))
        .col(reference("owner_id"))
        .col(code("period"))
        .col(points("total"))
        .col(points("additions"))
        .col(points("deductions"))
        .col(number("entries"))
        .primary_key(Index::create().col(Alias::new("member_id")).col(Alias::new("owner_id")).col(Alias::new("period")))
        .to_owned()
}
