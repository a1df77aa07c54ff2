//! What the published card of a grid said: one row a change.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "grid_cards")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) grid_id: Uuid,
    pub(crate) version: i64,
    pub(crate) name: String,
    pub(crate) villages: Option<String>,
    pub(crate) officers: Option<String>,
    pub(crate) households: Option<i64>,
    pub(crate) people: Option<i64>,
    pub(crate) villager_representatives: Option<i64>,
    pub(crate) enterprises: Option<i64>,
    pub(crate) new_residents: Option<i64>,
    pub(crate) updated_on: Date,
    pub(crate) recorded_by: Option<Uuid>,
    pub(crate) recorded_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
