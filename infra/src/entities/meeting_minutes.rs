//! The minutes of a meeting.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_minutes")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) meeting_id: Uuid,
    pub(crate) text: String,
    pub(crate) chair_id: Uuid,
    pub(crate) written_by: Uuid,
    pub(crate) writer_id: Uuid,
    pub(crate) written_at: Moment,
    pub(crate) state: String,
    pub(crate) confirmed_at: Option<Moment>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
