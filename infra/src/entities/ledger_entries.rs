//! The ledger: only ever added to (invariant 1).

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_entries")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) seq: i64,
    pub(crate) kind: String,
    pub(crate) source_kind: String,
    pub(crate) source_id: Uuid,
    pub(crate) line: i64,
    pub(crate) item_code: Option<String>,
    pub(crate) rule_book_id: Uuid,
    pub(crate) owner_id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) points: Hundredths,
    pub(crate) asked_points: Hundredths,
    pub(crate) scope: Option<String>,
    pub(crate) deed_on: Date,
    pub(crate) counts_on: Date,
    pub(crate) recorded_at: Moment,
    pub(crate) recorded_by: Uuid,
    pub(crate) approved_by: Uuid,
    pub(crate) reverses_id: Option<Uuid>,
    pub(crate) releases_id: Option<Uuid>,
    pub(crate) reason_digest: Vec<u8>,
    pub(crate) evidence_digest: Vec<u8>,
    pub(crate) hash: Vec<u8>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
