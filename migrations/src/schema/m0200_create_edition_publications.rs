//! Which editions were posted, when, and under which name of the township: what was superseded before its publication
//! was never public.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{instant, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0200_create_edition_publications", "edition_publications", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(reference("edition_id").primary_key())
        .col(reference("closing_id"))
        .col(text("township_name", 100))
        .col(text("approval", 500))
        .col(instant("published_at"))
        .to_owned()
}
