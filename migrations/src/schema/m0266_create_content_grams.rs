//! The search in contents: every character and every pair of neighbours of their normalized text. The primary key
//! begins with the gram, which is what is asked for; it holds no spaces, which MySQL would not tell apart at its end.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0266_create_content_grams", "content_grams", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(text("gram", 2))
        .col(reference("content_id"))
        .primary_key(Index::create().col(Alias::new("gram")).col(Alias::new("content_id")))
        .to_owned()
}
