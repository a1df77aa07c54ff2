//! What members got too much: found by a reversal of what was settled, recovered from their next settlements, never from
//! the wallet. One for each reversal; `cancelled_at` where a reinstatement mended it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{id, instant, maybe_instant, points, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0196_create_over_issues", "over_issues", table)
}

fn table() -> TableCreateStatement {
    let column = |name: &'static str| Expr::col(Alias::new(name));
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(reference("organization_id"))
        .col(text("organization_path", 512))
        .col(reference("settlement_id"))
        .col(reference("entry_id"))
        .col(reference("reversal_id").unique_key())
        .col(points("lowered"))
        .col(points("points"))
        .col(points("recovered"))
        .col(instant("found_at"))
        .col(maybe_instant("cancelled_at"))
        .check(column("recovered").gte(0))
        .check(column("points").gte(column("recovered")))
        .to_owned()
}
