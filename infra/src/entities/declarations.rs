//! Declarations: deeds outside tasks. `active_key` is member and quarter of a report that stands: one a quarter.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "declarations")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) way: String,
    pub(crate) member_id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) review_organization_id: Uuid,
    pub(crate) declared_by: Uuid,
    pub(crate) declared_at: Moment,
    pub(crate) item_code: Option<String>,
    pub(crate) rule_book_id: Uuid,
    pub(crate) done_on: Date,
    pub(crate) deed_on: Date,
    pub(crate) place: Option<String>,
    pub(crate) what: String,
    pub(crate) quantity: Option<Hundredths>,
    pub(crate) unit: Option<String>,
    pub(crate) period: Option<String>,
    pub(crate) level: Option<String>,
    pub(crate) reported_by: Option<String>,
    pub(crate) state: String,
    pub(crate) decided_by: Option<Uuid>,
    pub(crate) decided_at: Option<Moment>,
    pub(crate) points: Option<Hundredths>,
    pub(crate) reason: Option<String>,
    pub(crate) sitting_id: Option<Uuid>,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
