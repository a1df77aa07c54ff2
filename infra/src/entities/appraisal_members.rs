//! Who is judged in a round.

use sea_orm::entity::prelude::*;

use crate::db::Hundredths;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "appraisal_members")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) appraisal_id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) away_since: Option<Date>,
    pub(crate) returned_on: Option<Date>,
    pub(crate) returned_by: Option<Uuid>,
    pub(crate) score: Option<Hundredths>,
    pub(crate) weight: Option<i64>,
    pub(crate) grade: Option<String>,
    pub(crate) missing: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
