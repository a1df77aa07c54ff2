//! Posts and zones checked off: one check a post, member and period.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "post_checks")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) post_id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) holding_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) period: String,
    pub(crate) kept: bool,
    pub(crate) points: Option<Hundredths>,
    pub(crate) note: Option<String>,
    pub(crate) checked_by: Uuid,
    pub(crate) checked_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
