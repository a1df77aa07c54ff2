//! What is to be done outside the database, written with the change that asks for it.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) topic: String,
    pub(crate) subject_id: Uuid,
    pub(crate) created_at: Moment,
    pub(crate) due_at: Moment,
    pub(crate) attempts: i64,
    pub(crate) leased_until: Option<Moment>,
    pub(crate) lease_id: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
