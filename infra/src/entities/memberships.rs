//! The dated branch and category of a member, half-open: `[from_day, to_day)`.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "memberships")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) branch_id: Uuid,
    pub(crate) category: String,
    pub(crate) exempt: bool,
    pub(crate) from_day: Date,
    pub(crate) to_day: Option<Date>,
    pub(crate) reason: Option<String>,
    pub(crate) recorded_by: Option<Uuid>,
    pub(crate) recorded_at: Moment,
    pub(crate) meeting: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
