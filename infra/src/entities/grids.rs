//! Grids and micro-grids (网格), with what their published card says.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "grids")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) parent_id: Option<Uuid>,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) position: i64,
    pub(crate) leader_person_id: Option<Uuid>,
    pub(crate) leader_basis: Option<String>,
    pub(crate) villages: Option<String>,
    pub(crate) officers: Option<String>,
    pub(crate) households: Option<i64>,
    pub(crate) people: Option<i64>,
    pub(crate) villager_representatives: Option<i64>,
    pub(crate) enterprises: Option<i64>,
    pub(crate) new_residents: Option<i64>,
    pub(crate) updated_on: Date,
    pub(crate) version: i64,
    pub(crate) created_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
