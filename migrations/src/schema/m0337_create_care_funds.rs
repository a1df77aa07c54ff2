//! A township's care fund in fen. The checks stand behind invariant 5: never more is paid than was put in.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{not_below_zero, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0337_create_care_funds", "care_funds", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("organization_id").primary_key())
        .col(number("in_fen"))
        .col(number("out_fen"))
        .check(not_below_zero("out_fen"))
        .check(Expr::col(Alias::new("in_fen")).gte(Expr::col(Alias::new("out_fen"))))
        .to_owned()
}
