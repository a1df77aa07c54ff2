//! Meetings. `guests` counts who came unexpected: writing it proves that the meeting is still open.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "meetings")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) place: Option<String>,
    pub(crate) starts_at: Moment,
    pub(crate) ends_at: Moment,
    pub(crate) held_on: Date,
    pub(crate) parts: Option<String>,
    pub(crate) audience: String,
    pub(crate) rule_book_id: Option<Uuid>,
    pub(crate) attendance_item: Option<String>,
    pub(crate) attendance_points: Option<Hundredths>,
    pub(crate) absence_item: Option<String>,
    pub(crate) make_up_item: Option<String>,
    pub(crate) make_up_points: Option<Hundredths>,
    pub(crate) state: String,
    pub(crate) end_reason: Option<String>,
    pub(crate) guests: i64,
    pub(crate) version: i64,
    pub(crate) created_by: Uuid,
    pub(crate) created_at: Moment,
    pub(crate) closed_by: Option<Uuid>,
    pub(crate) closed_at: Option<Moment>,
    pub(crate) remote_presence: Option<String>,
    pub(crate) quorum_permille: Option<i64>,
    pub(crate) voters: Option<i64>,
    pub(crate) voters_present: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
