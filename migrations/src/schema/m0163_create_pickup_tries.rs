//! How many unknown pickup codes an account has tried lately, so that nobody guesses one.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{instant, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0163_create_pickup_tries", "pickup_tries", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("account_id").primary_key().to_owned())
        .col(number("tries"))
        .col(instant("since"))
        .to_owned()
}
