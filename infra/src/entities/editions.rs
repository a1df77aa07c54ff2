//! Editions of closings.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "editions")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) closing_id: Uuid,
    pub(crate) township_id: Uuid,
    pub(crate) period: String,
    pub(crate) number: i64,
    pub(crate) rule_book_id: Uuid,
    pub(crate) reason: Option<String>,
    pub(crate) previous_hash: Option<Vec<u8>>,
    pub(crate) hash: Option<Vec<u8>>,
    pub(crate) size: i64,
    pub(crate) made_by: Uuid,
    pub(crate) made_at: Moment,
    pub(crate) sealed_at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
