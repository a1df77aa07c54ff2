//! Uploads. A file that nothing took is swept.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "files")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) account_id: Uuid,
    pub(crate) content_hash: Vec<u8>,
    pub(crate) claim_id: Option<Uuid>,
    pub(crate) declaration_id: Option<Uuid>,
    pub(crate) content_id: Option<Uuid>,
    pub(crate) meeting_id: Option<Uuid>,
    pub(crate) contact_card_id: Option<Uuid>,
    pub(crate) position: i64,
    pub(crate) created_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
