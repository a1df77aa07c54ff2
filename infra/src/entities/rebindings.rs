//! Requests to bind a new account to a person who lost the old phone, decided by the secretary.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rebindings")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) account_id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) state: String,
    pub(crate) reason: Option<String>,
    pub(crate) requested_at: Moment,
    pub(crate) decided_by: Option<Uuid>,
    pub(crate) decided_at: Option<Moment>,
    pub(crate) active_key: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
