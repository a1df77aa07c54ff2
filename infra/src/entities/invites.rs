//! One-time codes that bind an account to a person. The code is derived from the id; only its hash is kept.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invites")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) code_hash: Vec<u8>,
    pub(crate) created_by: Uuid,
    pub(crate) created_at: Moment,
    pub(crate) expires_at: Moment,
    pub(crate) used_at: Option<Moment>,
    pub(crate) used_by: Option<Uuid>,
    pub(crate) revoked_at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
