//! Closings of accounts and erasures of persons. `active_key` is the person while one is under way.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "closures")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) township_path: String,
    pub(crate) kind: String,
    pub(crate) state: String,
    pub(crate) asked_by: Uuid,
    pub(crate) asked_at: Moment,
    pub(crate) due_at: Moment,
    pub(crate) reason: Option<String>,
    pub(crate) number: Option<i64>,
    pub(crate) done_at: Option<Moment>,
    pub(crate) active_key: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
