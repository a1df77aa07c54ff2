//! Rounds of appraisal.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "appraisals")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) year: String,
    pub(crate) kind: String,
    pub(crate) state: String,
    pub(crate) weight_own: i64,
    pub(crate) weight_secretary: i64,
    pub(crate) weight_peers: i64,
    pub(crate) weight_villagers: i64,
    pub(crate) least_peers: i64,
    pub(crate) least_villagers: i64,
    pub(crate) public: bool,
    pub(crate) made_by: Uuid,
    pub(crate) made_at: Moment,
    pub(crate) opened_at: Option<Moment>,
    pub(crate) closed_at: Option<Moment>,
    pub(crate) signed_by: Option<Uuid>,
    pub(crate) signed_at: Option<Moment>,
    pub(crate) meeting: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
