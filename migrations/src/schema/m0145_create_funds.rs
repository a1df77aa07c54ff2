//! A village's fund in fen. The checks stand behind invariant 5: what is promised, spent and lapsed never exceeds what was
//! put in.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{not_below_zero, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0145_create_funds", "funds", table)
}

fn table() -> TableCreateStatement {
    let column = |name: &'static str| Expr::col(Alias::new(name));
    let used = column("committed_fen").add(column("spent_fen")).add(column("lapsed_fen"));
    Table::create()
        .col(reference("organization_id").primary_key())
        .col(number("allotted_fen"))
        .col(number("committed_fen"))
        .col(number("spent_fen"))
        .col(number("lapsed_fen"))
        .check(not_below_zero("committed_fen"))
        .check(not_below_zero("spent_fen"))
        .check(not_below_zero("lapsed_fen"))
        .check(column("allotted_fen").gte(used))
        .to_owned()
}
