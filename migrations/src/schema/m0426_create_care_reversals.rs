//! Which line of a care fund takes which payment back: each payment once. The lines themselves are never changed.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_query::TableCreateStatement;

use crate::columns::reference;
use crate::step::Step;

pub(crate) fn step() -> Box<Step> {
    Step::table("m0426_create_care_reversals", "care_reversals", table)
}

fn table() -> TableCreateStatement {
    Table::create().col(reference("payment_id").primary_key()).col(reference("reversal_id").unique_key()).to_owned()
}
