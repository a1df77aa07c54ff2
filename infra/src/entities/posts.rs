//! Posts (岗位) and responsibility zones (责任区); `taken` counts the places claimed or held.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "posts")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) grid_id: Option<Uuid>,
    pub(crate) kind: String,
    pub(crate) area: Option<String>,
    pub(crate) name: String,
    pub(crate) skill_wanted: Option<String>,
    pub(crate) places: i64,
    pub(crate) taken: i64,
    pub(crate) item_code: String,
    pub(crate) check_every: String,
    pub(crate) pays_per: String,
    pub(crate) state: String,
    pub(crate) version: i64,
    pub(crate) created_by: Uuid,
    pub(crate) created_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
