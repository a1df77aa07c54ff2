//! Exemptions by a committee's decision, half-open: `[from_day, to_day)` (S2-7). The ground is for who needs to
//! know alone (invariant 11).

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{code, day, id, instant, maybe_day, maybe_instant, maybe_reference, maybe_text, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0120_create_exemptions", "exemptions", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(day("from_day"))
        .col(maybe_day("to_day"))
        .col(code("ground"))
        .col(text("reason", 500))
        .col(text("meeting", 200))
        .col(reference("decided_by"))
        .col(instant("decided_at"))
        .col(maybe_text("end_reason", 500))
        .col(maybe_reference("ended_by"))
        .col(maybe_instant("ended_at"))
        .to_owned()
}
