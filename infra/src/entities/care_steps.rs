//! What happened with the entries of the register.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "care_steps")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) care_id: Uuid,
    pub(crate) kind: String,
    pub(crate) on_day: Date,
    pub(crate) text_cipher: Option<Vec<u8>>,
    pub(crate) needs_cipher: Option<Vec<u8>>,
    pub(crate) helper_id: Option<Uuid>,
    pub(crate) fen: Option<i64>,
    pub(crate) recorded_by: Uuid,
    pub(crate) recorded_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
