//! Messages taken to WeChat; the id is the message's. `active_key` is the account while a call is under way.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deliveries")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) account_id: Uuid,
    pub(crate) template_id: String,
    pub(crate) state: String,
    pub(crate) attempts: i64,
    pub(crate) lease_id: Uuid,
    pub(crate) leased_until: Moment,
    pub(crate) errcode: Option<i64>,
    pub(crate) note: Option<String>,
    pub(crate) platform_id: Option<String>,
    pub(crate) begun_at: Moment,
    pub(crate) ended_at: Option<Moment>,
    pub(crate) confirmed_at: Option<Moment>,
    pub(crate) active_key: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
