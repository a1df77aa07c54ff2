//! What a settlement does to villages' funds.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "settlement_funds")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) settlement_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) place: i64,
    pub(crate) members: i64,
    pub(crate) share_fen: i64,
    pub(crate) carried_in_fen: i64,
    pub(crate) wanted: Hundredths,
    pub(crate) given_back: Hundredths,
    pub(crate) committed_fen: i64,
    pub(crate) issued_at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
