//! Closings of a township's periods.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "closings")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) township_id: Uuid,
    pub(crate) township_path: String,
    pub(crate) period: String,
    pub(crate) starts_on: Date,
    pub(crate) last_day: Date,
    pub(crate) unit: bool,
    pub(crate) rule_book_id: Uuid,
    pub(crate) state: String,
    pub(crate) edition: i64,
    pub(crate) cursor_member: Option<Uuid>,
    pub(crate) started_by: Uuid,
    pub(crate) started_at: Moment,
    pub(crate) closed_at: Option<Moment>,
    pub(crate) published_on: Option<Date>,
    pub(crate) published_by: Option<Uuid>,
    pub(crate) publication_reason: Option<String>,
    pub(crate) objections_until: Option<Date>,
    pub(crate) final_at: Option<Moment>,
    pub(crate) final_by: Option<Uuid>,
    pub(crate) final_reason: Option<String>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
