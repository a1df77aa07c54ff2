//! Drafts of rule books and layers.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_book_drafts")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) owner_id: Uuid,
    pub(crate) owner_path: String,
    pub(crate) name: String,
    pub(crate) document: String,
    pub(crate) state: String,
    pub(crate) version: i64,
    pub(crate) fault_count: Option<i64>,
    pub(crate) checked_against: Option<i64>,
    pub(crate) rule_book_id: Option<Uuid>,
    pub(crate) created_by: Uuid,
    pub(crate) created_at: Moment,
    pub(crate) changed_by: Uuid,
    pub(crate) changed_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
