//! The dated grid of a member, half-open: `[from_day, to_day)`. `active_key` is the member.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "grid_members")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) grid_id: Uuid,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) from_day: Date,
    pub(crate) to_day: Option<Date>,
    pub(crate) recorded_by: Uuid,
    pub(crate) recorded_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
