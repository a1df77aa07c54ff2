//! What the leader of a grid stated at a meeting.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_statements")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) meeting_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) grid_id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) text: String,
    pub(crate) recorded_by: Uuid,
    pub(crate) recorded_at: Moment,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
