//! Points cards that a host organization has scanned.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "card_scans")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) code_digest: Vec<u8>,
    pub(crate) member_id: Uuid,
    pub(crate) host_id: Uuid,
    pub(crate) host_path: String,
    pub(crate) scanned_by: Uuid,
    pub(crate) scanned_at: Moment,
    pub(crate) declaration_id: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
