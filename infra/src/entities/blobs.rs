//! Stored pictures by the hash of the bytes that were sent: the same bytes are stored once.
//! `leaving_at` marks a picture whose files are being deleted, so that no upload leans on them.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "blobs")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) content_hash: Vec<u8>,
    pub(crate) width: i64,
    pub(crate) height: i64,
    pub(crate) bytes: i64,
    pub(crate) full_key: Vec<u8>,
    pub(crate) thumbnail_key: Vec<u8>,
    pub(crate) created_at: Moment,
    pub(crate) leaving_at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
