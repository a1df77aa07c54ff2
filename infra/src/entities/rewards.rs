//! The catalogue.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rewards")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) shop_id: Option<Uuid>,
    pub(crate) name: String,
    pub(crate) unit: String,
    pub(crate) description: String,
    pub(crate) kind: String,
    pub(crate) price: Hundredths,
    pub(crate) limit_most: Option<i64>,
    pub(crate) limit_per: Option<String>,
    pub(crate) threshold_points: Option<Hundredths>,
    pub(crate) threshold_grades: Option<String>,
    pub(crate) state: String,
    pub(crate) version: i64,
    pub(crate) low_mark: Option<i64>,
    pub(crate) created_by: Uuid,
    pub(crate) created_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
