//! Sittings: when and where a branch decided on declarations, such as a party day.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sittings")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) on_day: Date,
    pub(crate) place: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) recorded_by: Uuid,
    pub(crate) recorded_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
