//! Exemptions by decision, half-open: `[from_day, to_day)` (S2-7).

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "exemptions")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) from_day: Date,
    pub(crate) to_day: Option<Date>,
    pub(crate) ground: String,
    pub(crate) reason: String,
    pub(crate) meeting: String,
    pub(crate) decided_by: Uuid,
    pub(crate) decided_at: Moment,
    pub(crate) end_reason: Option<String>,
    pub(crate) ended_by: Option<Uuid>,
    pub(crate) ended_at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
