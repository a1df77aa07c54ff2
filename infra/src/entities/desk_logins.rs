//! Log-ins at a desk that wait for a phone, and the sessions that came of them.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "desk_logins")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) poll_hash: Vec<u8>,
    pub(crate) user_agent: String,
    pub(crate) ip: String,
    pub(crate) state: String,
    pub(crate) created_at: Moment,
    pub(crate) expires_at: Moment,
    pub(crate) account_id: Option<Uuid>,
    pub(crate) confirmed_at: Option<Moment>,
    pub(crate) family_id: Option<Uuid>,
    pub(crate) used_at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
