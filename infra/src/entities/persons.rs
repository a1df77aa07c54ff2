//! Natural persons. Phones are encrypted; `phone_hash` is keyed, for look-up. No ID number, no birth day.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "persons")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) township_id: Uuid,
    pub(crate) name: String,
    pub(crate) sex: Option<String>,
    pub(crate) birth_year: Option<i64>,
    pub(crate) birth_month: Option<i64>,
    pub(crate) phone_cipher: Option<Vec<u8>>,
    pub(crate) phone_hash: Option<Vec<u8>>,
    pub(crate) schooling: Option<String>,
    pub(crate) skills: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
