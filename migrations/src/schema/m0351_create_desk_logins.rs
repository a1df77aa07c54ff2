//! Log-ins at a desk (电脑登录) that wait for a phone, and the sessions that came of them. `poll_hash` is that of what the
//! browser alone knows.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, hash, id, instant, maybe_instant, maybe_reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0351_create_desk_logins", "desk_logins", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(hash("poll_hash"))
        .col(text("user_agent", 200))
        .col(text("ip", 64))
        .col(code("state"))
        .col(instant("created_at"))
        .col(instant("expires_at"))
        .col(maybe_reference("account_id"))
        .col(maybe_instant("confirmed_at"))
        .col(maybe_reference("family_id"))
        .col(maybe_instant("used_at"))
        .to_owned()
}
