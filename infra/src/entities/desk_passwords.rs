//! The passwords with which administrators log in at a desk.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "desk_passwords")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) login_name: String,
    pub(crate) password_hash: String,
    pub(crate) totp_cipher: Vec<u8>,
    pub(crate) last_step: i64,
    pub(crate) set_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
