//! Refresh tokens, hashed. A family is one log-in on one device; reuse of an old one ends it.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "refresh_tokens")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) family_id: Uuid,
    pub(crate) account_id: Uuid,
    pub(crate) token_hash: Vec<u8>,
    pub(crate) issued_at: Moment,
    pub(crate) expires_at: Moment,
    pub(crate) rotated_at: Option<Moment>,
    pub(crate) successor_id: Option<Uuid>,
    pub(crate) revoked_at: Option<Moment>,
    pub(crate) ends_at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
