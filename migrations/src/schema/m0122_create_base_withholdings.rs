//! Base points of a period that a committee withheld from a member (S2-1). One live decision a member, owner and
//! period: the active key.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{active_key, code, id, instant, maybe_instant, maybe_reference, maybe_text, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0122_create_base_withholdings", "base_withholdings", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(reference("owner_id"))
        .col(code("period"))
        .col(text("reason", 500))
        .col(text("meeting", 200))
        .col(reference("decided_by"))
        .col(instant("decided_at"))
        .col(maybe_text("lift_reason", 500))
        .col(maybe_reference("lifted_by"))
        .col(maybe_instant("lifted_at"))
        .col(active_key())
        .to_owned()
}
