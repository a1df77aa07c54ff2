//! The care-and-help register and the pairings. `active_key` is member and kind; `helper_key` is helper and place.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "care_entries")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) member_id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) ground_cipher: Option<Vec<u8>>,
    pub(crate) given_cipher: Option<Vec<u8>>,
    pub(crate) helper_id: Option<Uuid>,
    pub(crate) helper_person_id: Option<Uuid>,
    pub(crate) task_cipher: Option<Vec<u8>>,
    pub(crate) helper_key: Option<Vec<u8>>,
    pub(crate) from_day: Date,
    pub(crate) until_day: Option<Date>,
    pub(crate) decided_on: Date,
    pub(crate) meeting: String,
    pub(crate) state: String,
    pub(crate) due_on: Date,
    pub(crate) ended_on: Option<Date>,
    pub(crate) outcome: Option<String>,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) recorded_by: Uuid,
    pub(crate) recorded_at: Moment,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
