//! The words behind an entry's digests, kept apart so that they can be erased without breaking the chain.

use sea_orm::entity::prelude::*;

use crate::db::Hundredths;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_notes")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) entry_id: Uuid,
    pub(crate) salt: Vec<u8>,
    pub(crate) what: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) quantity: Option<Hundredths>,
    pub(crate) unit: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
