//! Zeroings and vetoes, standing and lifted.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "zeroings")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) owner_id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) kind: String,
    pub(crate) item_code: String,
    pub(crate) rule_book_id: Uuid,
    pub(crate) day: Date,
    pub(crate) counts_on: Date,
    pub(crate) marker_seq: i64,
    pub(crate) reason: String,
    pub(crate) decided_by: Uuid,
    pub(crate) decided_at: Moment,
    pub(crate) keeps_out_until: Option<Date>,
    pub(crate) lifted_at: Option<Moment>,
    pub(crate) lifted_by: Option<Uuid>,
    pub(crate) lift_reason: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
