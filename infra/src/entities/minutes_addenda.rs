//! What corrects confirmed minutes.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "minutes_addenda")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) meeting_id: Uuid,
    pub(crate) text: String,
    pub(crate) written_by: Uuid,
    pub(crate) writer_id: Uuid,
    pub(crate) written_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
