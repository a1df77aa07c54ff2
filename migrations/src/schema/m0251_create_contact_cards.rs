//! Contact cards (连心卡, S4-7): what a holder of a post promises. The id is the holding's. What may be shown
//! beside it stands in `consents`, so that taking an agreement back works at once.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::{flag, id, instant, reference, text};
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0251_create_contact_cards", "contact_cards", table)
}

fn table() -> TableCreateStatement {
    Table::create()
        .col(id())
        .col(reference("member_id"))
        .col(text("promise", 200))
        .col(flag("shows_phone"))
        .col(flag("shows_photo"))
        .col(instant("written_at"))
        .to_owned()
}
