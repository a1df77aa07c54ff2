//! What a quarterly audit decides, line by line.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_lines")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) audit_id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) kind: String,
    pub(crate) source_kind: String,
    pub(crate) source_id: Uuid,
    pub(crate) rule_book_id: Option<Uuid>,
    pub(crate) item: Option<String>,
    pub(crate) points: Option<Hundredths>,
    pub(crate) deed_on: Date,
    pub(crate) what: String,
    pub(crate) entry_id: Option<Uuid>,
    pub(crate) proposed_by: Uuid,
    pub(crate) proposed_at: Moment,
    pub(crate) decision: Option<String>,
    pub(crate) decided_points: Option<Hundredths>,
    pub(crate) reason: Option<String>,
    pub(crate) decided_by: Option<Uuid>,
    pub(crate) decided_person: Option<Uuid>,
    pub(crate) decided_at: Option<Moment>,
    pub(crate) written_id: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
