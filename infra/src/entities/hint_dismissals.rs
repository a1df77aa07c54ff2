//! Hints that a person put aside (S4-1).

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "hint_dismissals")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) member_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) category: String,
    pub(crate) until_day: Date,
    pub(crate) reason: String,
    pub(crate) decided_by: Uuid,
    pub(crate) decided_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
