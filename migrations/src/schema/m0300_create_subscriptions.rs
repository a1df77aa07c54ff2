//! How many messages of a template an account still takes through WeChat. `remaining` counts each accept once, although
//! the mini-program and the platform both tell of it: `unpaired` are the reports (above zero) or the events (below)
//! that wait for the other half, since `unpaired_at`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{id, instant, maybe_instant, not_below_zero, number, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0300_create_subscriptions", "subscriptions", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("account_id"))
        .col(text("template_id", 64))
        .col(number("remaining"))
        .col(number("unpaired"))
        .col(maybe_instant("unpaired_at"))
        .col(maybe_instant("accepted_at"))
        .col(maybe_instant("refused_at"))
        .col(instant("changed_at"))
        .check(not_below_zero("remaining"))
        .index(
            Index::create()
                .name("subscriptions_account_template_unique")
                .unique()
                .col(Alias::new("account_id"))
                .col(Alias::new("template_id")),
        )
        .to_owned()
}
