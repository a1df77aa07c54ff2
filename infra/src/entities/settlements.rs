//! Settlements of closings.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "settlements")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) closing_id: Uuid,
    pub(crate) edition_id: Uuid,
    pub(crate) edition: i64,
    pub(crate) township_id: Uuid,
    pub(crate) township_path: String,
    pub(crate) period: String,
    pub(crate) rule_book_id: Uuid,
    pub(crate) fen_per_point: i64,
    pub(crate) carry_over: bool,
    pub(crate) digest: Vec<u8>,
    pub(crate) state: String,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) drafted_by: Uuid,
    pub(crate) drafted_at: Moment,
    pub(crate) signed_by: Option<Uuid>,
    pub(crate) signed_at: Option<Moment>,
    pub(crate) meeting: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) expires_on: Option<Date>,
    pub(crate) issued_at: Option<Moment>,
    pub(crate) withdrawn_by: Option<Uuid>,
    pub(crate) withdrawn_at: Option<Moment>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
