//! Archives and proofs of service, frozen under a digest.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "certificates")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) member_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) period: String,
    pub(crate) from_day: Date,
    pub(crate) to_day: Date,
    pub(crate) content: String,
    pub(crate) digest: Vec<u8>,
    pub(crate) code_hash: Vec<u8>,
    pub(crate) issued_by: Uuid,
    pub(crate) issued_at: Moment,
    pub(crate) withdrawn_by: Option<Uuid>,
    pub(crate) withdrawn_at: Option<Moment>,
    pub(crate) withdraw_reason: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
