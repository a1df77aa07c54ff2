//! Villagers' reports (群众反映) about members, weighed by the committee.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "villager_reports")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) account_id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) review_path: String,
    pub(crate) about: String,
    pub(crate) member_id: Option<Uuid>,
    pub(crate) branch_id: Option<Uuid>,
    pub(crate) what: String,
    pub(crate) happened_on: Option<Date>,
    pub(crate) phone_cipher: Option<Vec<u8>>,
    pub(crate) received_on: Date,
    pub(crate) day_slot: i64,
    pub(crate) received_at: Moment,
    pub(crate) state: String,
    pub(crate) reason: Option<String>,
    pub(crate) item: Option<String>,
    pub(crate) points: Option<Hundredths>,
    pub(crate) entry_id: Option<Uuid>,
    pub(crate) weighed_by: Option<Uuid>,
    pub(crate) weighed_at: Option<Moment>,
    pub(crate) audit_line_id: Option<Uuid>,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
