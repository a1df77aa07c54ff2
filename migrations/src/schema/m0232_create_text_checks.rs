//! Content safety (内容安全): one row a subject, begun anew whenever its text changes. `version` tells a stale verdict
//! from one on the text that stands; `due_at` is when the platform is asked (again), and the lease while it is.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{
    code, hash, id, instant, long_text, maybe_code, maybe_instant, maybe_reference, maybe_text, number, reference, text,
};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0232_create_text_checks", "text_checks", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(code("subject_kind"))
        .col(reference("subject_id"))
        .col(text("organization_path", 512))
        .col(reference("author_id"))
        .col(long_text("text"))
        .col(hash("digest"))
        .col(number("version"))
        .col(code("state"))
        .col(maybe_code("label"))
        .col(number("asked"))
        .col(maybe_instant("due_at"))
        .col(instant("created_at"))
        .col(maybe_reference("decided_by"))
        .col(maybe_instant("decided_at"))
        .col(maybe_text("reason", 500))
        .index(
            Index::create()
                .unique()
                .name("text_checks_subject_kind_subject_id_unique")
                .col(Alias::new("subject_kind"))
                .col(Alias::new("subject_id")),
        )
        .to_owned()
}
