//! Party dues (党费): what each member owes for a month, until when, and when it was paid.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "dues")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) period: String,
    pub(crate) due_by: Date,
    pub(crate) paid_on: Option<Date>,
    pub(crate) amount_fen: Option<i64>,
    pub(crate) entry_id: Option<Uuid>,
    pub(crate) credits: i64,
    pub(crate) audit_line_id: Option<Uuid>,
    pub(crate) recorded_by: Uuid,
    pub(crate) recorded_at: Moment,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
