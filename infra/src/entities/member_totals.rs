//! A member's totals by rule-book owner and period, written in the entry's transaction (invariant 3).

use sea_orm::entity::prelude::*;

use crate::db::Hundredths;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "member_totals")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) member_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) owner_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) period: String,
    pub(crate) total: Hundredths,
    pub(crate) additions: Hundredths,
    pub(crate) deductions: Hundredths,
    pub(crate) entries: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
