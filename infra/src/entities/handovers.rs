//! Hand-overs of an office. `active_key` is the organization while one is open.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "handovers")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) role: String,
    pub(crate) outgoing_id: Uuid,
    pub(crate) incoming_id: Uuid,
    pub(crate) state: String,
    pub(crate) by_township: bool,
    pub(crate) note: Option<String>,
    pub(crate) opened_by: Uuid,
    pub(crate) opened_at: Moment,
    pub(crate) outgoing_signed_by: Option<Uuid>,
    pub(crate) outgoing_signed_at: Option<Moment>,
    pub(crate) absent_reason: Option<String>,
    pub(crate) incoming_signed_at: Option<Moment>,
    pub(crate) work: Option<String>,
    pub(crate) ended_at: Option<Moment>,
    pub(crate) active_key: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
