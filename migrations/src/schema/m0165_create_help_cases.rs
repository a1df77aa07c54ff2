//! Help cases (整改/帮教): proposals, what was confirmed of them, and how they ended. `once_key` keeps a dismissed
//! proposal from coming back.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    active_key, code, flag, hash, id, instant, long_text, maybe_code, maybe_day, maybe_instant, maybe_number,
    maybe_reference, maybe_text, number, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0165_create_help_cases", "help_cases", table)
}

fn table() -> TableCreateStatement {
    let mut once_key = hash("once_key");
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(reference("person_id"))
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(text("carried_path", 512))
        .col(code("ground"))
        .col(code("consequence"))
        .col(text("name", 200))
        .col(reference("rule_book_id"))
        .col(maybe_reference("zeroing_id"))
        .col(long_text("evidence"))
        .col(long_text("measures"))
        .col(maybe_number("deadline_days"))
        .col(code("state"))
        .col(instant("proposed_at"))
        .col(maybe_instant("confirmed_at"))
        .col(maybe_day("confirmed_on"))
        .col(maybe_reference("confirmed_by"))
        .col(maybe_text("batch", 60))
        .col(maybe_text("meeting", 200))
        .col(maybe_day("deadline"))
        .col(maybe_day("remind_on"))
        .col(flag("keeps_out"))
        .col(maybe_reference("helper_id"))
        .col(maybe_reference("home_id"))
        .col(maybe_day("away_since"))
        .col(maybe_code("last_check"))
        .col(maybe_text("note_number", 60))
        .col(maybe_day("note_date"))
        .col(maybe_instant("ended_at"))
        .col(maybe_day("ended_on"))
        .col(maybe_reference("ended_by"))
        .col(maybe_code("outcome"))
        .col(once_key.unique_key())
        .col(active_key())
        .col(number("version"))
        .to_owned()
}
