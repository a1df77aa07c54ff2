//! The tree of party organizations. `path` is the ids from the root down, 32 hex digits and a slash each: reach is a prefix.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organizations")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) parent_id: Option<Uuid>,
    pub(crate) path: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) position: i64,
    pub(crate) sensitive: bool,
    pub(crate) full_names_basis: Option<String>,
    pub(crate) publication_approved_at: Option<Moment>,
    pub(crate) publication_approved_by: Option<Uuid>,
    pub(crate) publication_reason: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
