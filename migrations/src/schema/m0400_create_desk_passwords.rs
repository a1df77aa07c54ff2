//! The passwords with which administrators log in at a desk (电脑登录密码), set on the command line. `totp_cipher` is the
//! secret that the codes are made of; a code of a step up to `last_step` was used. Setting anew makes a new row.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{bytes, code, id, instant, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0400_create_desk_passwords", "desk_passwords", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("person_id").unique_key())
        .col(reference("organization_id"))
        .col(code("login_name").unique_key())
        .col(text("password_hash", 200))
        .col(bytes("totp_cipher", 100))
        .col(number("last_step"))
        .col(instant("set_at"))
        .to_owned()
}
