//! What committees entered themselves.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "direct_entries")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) item_code: String,
    pub(crate) points: Option<Hundredths>,
    pub(crate) quantity: Option<Hundredths>,
    pub(crate) unit: Option<String>,
    pub(crate) done_on: Date,
    pub(crate) what: String,
    pub(crate) reason: Option<String>,
    pub(crate) meeting: Option<String>,
    pub(crate) recorded_by: Uuid,
    pub(crate) recorded_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
