//! Proposed lists of persons.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "proposals")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) year: String,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) state: String,
    pub(crate) replaces_id: Option<Uuid>,
    pub(crate) edition_id: Option<Uuid>,
    pub(crate) edition_number: Option<i64>,
    pub(crate) edition_hash: Option<String>,
    pub(crate) made_by: Uuid,
    pub(crate) made_at: Moment,
    pub(crate) signed_by: Option<Uuid>,
    pub(crate) signed_at: Option<Moment>,
    pub(crate) signed_on: Option<Date>,
    pub(crate) meeting: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
