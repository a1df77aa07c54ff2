//! The WeChat users behind accounts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{instant, maybe_text, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0013_create_wechat_identities", "wechat_identities", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(text("app_id", 40))
        .col(text("open_id", 64))
        .col(maybe_text("union_id", 64))
        .col(reference("account_id"))
        .col(instant("created_at"))
        .primary_key(Index::create().col(Alias::new("app_id")).col(Alias::new("open_id")))
        .to_owned()
}
