//! Content safety (内容安全): the check of a text or picture, one row a subject.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "text_checks")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) subject_kind: String,
    pub(crate) subject_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) author_id: Uuid,
    pub(crate) text: String,
    pub(crate) digest: Vec<u8>,
    pub(crate) version: i64,
    pub(crate) state: String,
    pub(crate) label: Option<String>,
    pub(crate) asked: i64,
    pub(crate) due_at: Option<Moment>,
    pub(crate) trace_id: Option<String>,
    pub(crate) created_at: Moment,
    pub(crate) decided_by: Option<Uuid>,
    pub(crate) decided_at: Option<Moment>,
    pub(crate) reason: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
