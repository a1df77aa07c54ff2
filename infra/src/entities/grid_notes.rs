//! What leaders of grids noted of their work.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "grid_notes")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) grid_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) leadership_id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) done_on: Date,
    pub(crate) what: String,
    pub(crate) noted_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
