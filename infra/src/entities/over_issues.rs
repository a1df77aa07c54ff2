//! What members got too much.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "over_issues")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) settlement_id: Uuid,
    pub(crate) entry_id: Uuid,
    pub(crate) reversal_id: Uuid,
    pub(crate) lowered: Hundredths,
    pub(crate) points: Hundredths,
    pub(crate) recovered: Hundredths,
    pub(crate) found_at: Moment,
    pub(crate) give_back: Hundredths,
    pub(crate) given_back: Hundredths,
    pub(crate) cancelled_at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
