//! Adopted versions of rule books: never changed, so that entries keep what they were scored under.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_books")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) owner_id: Uuid,
    pub(crate) version: i64,
    pub(crate) effective_from: Date,
    pub(crate) adopted_meeting: String,
    pub(crate) document: String,
    pub(crate) created_at: Moment,
    pub(crate) kind: Option<String>,
    pub(crate) base_id: Option<Uuid>,
    pub(crate) root_owner_id: Option<Uuid>,
    pub(crate) signatory: Option<String>,
    pub(crate) recomposed: bool,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
