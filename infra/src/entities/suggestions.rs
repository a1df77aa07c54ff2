//! Suggestions (意见建议) of members and villagers.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "suggestions")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) review_path: String,
    pub(crate) member_id: Option<Uuid>,
    pub(crate) person_id: Option<Uuid>,
    pub(crate) account_id: Option<Uuid>,
    pub(crate) body: String,
    pub(crate) name_cipher: Option<Vec<u8>>,
    pub(crate) phone_cipher: Option<Vec<u8>>,
    pub(crate) receipt_hash: Option<Vec<u8>>,
    pub(crate) made_at: Moment,
    pub(crate) made_on: Date,
    pub(crate) day_slot: Option<i64>,
    pub(crate) state: String,
    pub(crate) due_on: Date,
    pub(crate) taken_by: Option<Uuid>,
    pub(crate) taken_at: Option<Moment>,
    pub(crate) answer: Option<String>,
    pub(crate) summary: Option<String>,
    pub(crate) in_public: bool,
    pub(crate) decided_by: Option<Uuid>,
    pub(crate) decided_at: Option<Moment>,
    pub(crate) declaration_id: Option<Uuid>,
    pub(crate) points: Option<Hundredths>,
    pub(crate) escalated_at: Option<Moment>,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
