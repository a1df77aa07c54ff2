//! The steps of help cases.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "help_steps")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) kind: String,
    pub(crate) on_day: Date,
    pub(crate) words: Option<String>,
    pub(crate) with_whom: Option<String>,
    pub(crate) person_id: Option<Uuid>,
    pub(crate) result: Option<String>,
    pub(crate) deadline: Option<Date>,
    pub(crate) recorded_by: Uuid,
    pub(crate) recorded_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
