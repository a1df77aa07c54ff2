//! Villagers' paper votes.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "appraisal_villager_counts")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) appraisal_id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) good: i64,
    pub(crate) fair: i64,
    pub(crate) ordinary: i64,
    pub(crate) poor: i64,
    pub(crate) counted_by: String,
    pub(crate) witnesses: String,
    pub(crate) recorded_by: Uuid,
    pub(crate) recorded_at: Moment,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
