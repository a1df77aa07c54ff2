//! Memberships of persons in a township.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "members")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) township_id: Uuid,
    pub(crate) joined_on: Date,
    pub(crate) probationary: bool,
    pub(crate) roster_order: i64,
    pub(crate) left_on: Option<Date>,
    pub(crate) left_kind: Option<String>,
    pub(crate) left_reason: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
