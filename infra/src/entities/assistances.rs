//! Who may act for whom. `active_key` is member's and helper's person, `helper_key` the helper and one of the places.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "assistances")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) helper_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) consent_id: Uuid,
    pub(crate) how: String,
    pub(crate) until_day: Date,
    pub(crate) recorded_by: Uuid,
    pub(crate) recorded_at: Moment,
    pub(crate) place: i64,
    pub(crate) acted_at: Option<Moment>,
    pub(crate) ended_at: Option<Moment>,
    pub(crate) ended_by: Option<Uuid>,
    pub(crate) end_reason: Option<String>,
    pub(crate) helper_key: Option<Vec<u8>>,
    pub(crate) active_key: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
