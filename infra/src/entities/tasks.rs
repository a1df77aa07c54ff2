//! Tasks. `claimed` counts the places taken; the quota is enforced by a conditional update of it.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tasks")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) item_code: String,
    pub(crate) rule_book_id: Uuid,
    pub(crate) mode: String,
    pub(crate) points_min: Hundredths,
    pub(crate) points_max: Hundredths,
    pub(crate) points: Hundredths,
    pub(crate) unit: Option<String>,
    pub(crate) quota: Option<i64>,
    pub(crate) places_per_member: i64,
    pub(crate) claimed: i64,
    pub(crate) claim_by: Option<Moment>,
    pub(crate) complete_by: Option<Moment>,
    pub(crate) photos_required: i64,
    pub(crate) target_categories: Option<String>,
    pub(crate) target_branches: Option<String>,
    pub(crate) state: String,
    pub(crate) end_reason: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_by: Uuid,
    pub(crate) created_at: Moment,
    pub(crate) published_at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
