//! Members' times away. `active_key` is the member while away: one at a time.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "aways")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) from_day: Date,
    pub(crate) back_on: Option<Date>,
    pub(crate) destination: String,
    pub(crate) liaison_id: Option<Uuid>,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) recorded_by: Uuid,
    pub(crate) recorded_at: Moment,
    pub(crate) returned_by: Option<Uuid>,
    pub(crate) returned_at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
