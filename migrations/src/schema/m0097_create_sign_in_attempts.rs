//! How often an account has tried the code of a meeting lately, so that nobody guesses it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{instant, number, reference};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0097_create_sign_in_attempts", "sign_in_attempts", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("meeting_id"))
        .col(reference("account_id"))
        .col(number("attempts"))
        .col(instant("since"))
        .primary_key(Index::create().col(Alias::new("meeting_id")).col(Alias::new("account_id")))
        .to_owned()
}
