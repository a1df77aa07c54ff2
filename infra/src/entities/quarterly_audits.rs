//! Quarterly audits (季度审核): one a branch and quarter.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "quarterly_audits")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) period: String,
    pub(crate) state: String,
    pub(crate) opened_by: Uuid,
    pub(crate) opened_at: Moment,
    pub(crate) signed_by: Option<Uuid>,
    pub(crate) signed_at: Option<Moment>,
    pub(crate) meeting: Option<String>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
