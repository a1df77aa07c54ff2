//! What happened to lots.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "wallet_movements")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) lot_id: Uuid,
    pub(crate) kind: String,
    pub(crate) turn: String,
    pub(crate) points: Hundredths,
    pub(crate) fen: i64,
    pub(crate) reference_id: Uuid,
    pub(crate) occasion: i64,
    pub(crate) at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
