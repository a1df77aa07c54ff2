//! The attendance of one member at one meeting.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "attendances")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) meeting_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) member_id: Uuid,
    pub(crate) branch_id: Uuid,
    pub(crate) branch_path: String,
    pub(crate) held_on: Date,
    pub(crate) expected: bool,
    pub(crate) state: String,
    pub(crate) way: Option<String>,
    pub(crate) recorded_by: Option<Uuid>,
    pub(crate) recorded_at: Option<Moment>,
    pub(crate) leave_state: Option<String>,
    pub(crate) leave_reason: Option<String>,
    pub(crate) leave_answer: Option<String>,
    pub(crate) leave_decided_by: Option<Uuid>,
    pub(crate) make_up_state: Option<String>,
    pub(crate) make_up_what: Option<String>,
    pub(crate) make_up_on: Option<Date>,
    pub(crate) make_up_asked_by: Option<Uuid>,
    pub(crate) make_up_answer: Option<String>,
    pub(crate) make_up_decided_by: Option<Uuid>,
    pub(crate) credit: String,
    pub(crate) audit_id: Option<Uuid>,
    pub(crate) settled_at: Option<Moment>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
