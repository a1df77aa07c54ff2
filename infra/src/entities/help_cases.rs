//! Help cases, from the proposal to their end.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "help_cases")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) carried_path: String,
    pub(crate) ground: String,
    pub(crate) consequence: String,
    pub(crate) name: String,
    pub(crate) rule_book_id: Uuid,
    pub(crate) zeroing_id: Option<Uuid>,
    pub(crate) evidence: String,
    pub(crate) measures: String,
    pub(crate) deadline_days: Option<i64>,
    pub(crate) state: String,
    pub(crate) proposed_at: Moment,
    pub(crate) confirmed_at: Option<Moment>,
    pub(crate) confirmed_on: Option<Date>,
    pub(crate) confirmed_by: Option<Uuid>,
    pub(crate) batch: Option<String>,
    pub(crate) meeting: Option<String>,
    pub(crate) deadline: Option<Date>,
    pub(crate) remind_on: Option<Date>,
    pub(crate) keeps_out: bool,
    pub(crate) helper_id: Option<Uuid>,
    pub(crate) home_id: Option<Uuid>,
    pub(crate) away_since: Option<Date>,
    pub(crate) last_check: Option<String>,
    pub(crate) note_number: Option<String>,
    pub(crate) note_date: Option<Date>,
    pub(crate) ended_at: Option<Moment>,
    pub(crate) ended_on: Option<Date>,
    pub(crate) ended_by: Option<Uuid>,
    pub(crate) outcome: Option<String>,
    pub(crate) once_key: Vec<u8>,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
