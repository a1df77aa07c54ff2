//! Base points withheld by decision (S2-1).

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "base_withholdings")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) owner_id: Uuid,
    pub(crate) period: String,
    pub(crate) reason: String,
    pub(crate) meeting: String,
    pub(crate) decided_by: Uuid,
    pub(crate) decided_at: Moment,
    pub(crate) lift_reason: Option<String>,
    pub(crate) lifted_by: Option<Uuid>,
    pub(crate) lifted_at: Option<Moment>,
    pub(crate) active_key: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
