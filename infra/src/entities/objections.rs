//! Objections (异议) against rows of published editions.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "objections")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) closing_id: Uuid,
    pub(crate) period: String,
    pub(crate) edition_id: Uuid,
    pub(crate) edition_number: i64,
    pub(crate) organization_id: Uuid,
    pub(crate) row_number: Option<i64>,
    pub(crate) member_id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) branch_id: Uuid,
    pub(crate) branch_path: String,
    pub(crate) review_path: String,
    pub(crate) body: String,
    pub(crate) entry_id: Option<Uuid>,
    pub(crate) objector_id: Option<Uuid>,
    pub(crate) name_cipher: Option<Vec<u8>>,
    pub(crate) phone_cipher: Option<Vec<u8>>,
    pub(crate) receipt_hash: Option<Vec<u8>>,
    pub(crate) made_at: Moment,
    pub(crate) made_on: Date,
    pub(crate) day_slot: Option<i64>,
    pub(crate) state: String,
    pub(crate) ground: Option<String>,
    pub(crate) answer: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) edition_made: Option<i64>,
    pub(crate) decided_by: Option<Uuid>,
    pub(crate) decided_at: Option<Moment>,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
