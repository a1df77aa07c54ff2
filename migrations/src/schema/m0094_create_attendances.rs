//! The attendance of one member at one meeting: one row, whatever is asked twice. `branch_id` is the
//! member's branch on the meeting's day; `audit_id` is the signed audit that settled an absence (S2-4).

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    code, day, flag, id, maybe_code, maybe_day, maybe_instant, maybe_reference, maybe_text, number, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0094_create_attendances", "attendances", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("meeting_id"))
        .col(text("organization_path", 512))
        .col(reference("member_id"))
        .col(reference("branch_id"))
        .col(text("branch_path", 512))
        .col(day("held_on"))
        .col(flag("expected"))
        .col(code("state"))
        .col(maybe_code("way"))
        .col(maybe_reference("recorded_by"))
        .col(maybe_instant("recorded_at"))
        .col(maybe_code("leave_state"))
        .col(maybe_text("leave_reason", 200))
        .col(maybe_text("leave_answer", 200))
        .col(maybe_reference("leave_decided_by"))
        .col(maybe_code("make_up_state"))
        .col(maybe_text("make_up_what", 200))
        .col(maybe_day("make_up_on"))
        .col(maybe_reference("make_up_asked_by"))
        .col(maybe_text("make_up_answer", 200))
        .col(maybe_reference("make_up_decided_by"))
        .col(code("credit"))
        .col(maybe_reference("audit_id"))
        .col(maybe_instant("settled_at"))
        .col(number("version"))
        .index(
            Index::create()
                .name("attendances_meeting_id_member_id_unique")
                .unique()
                .col(Alias::new("meeting_id"))
                .col(Alias::new("member_id")),
        )
        .to_owned()
}
