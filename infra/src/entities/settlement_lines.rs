//! What a settlement gives to each member.

use sea_orm::entity::prelude::*;

use crate::db::Hundredths;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "settlement_lines")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) settlement_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) member_id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) place: i64,
    pub(crate) grade: Option<String>,
    pub(crate) category: String,
    pub(crate) exempt: bool,
    pub(crate) kept_out: bool,
    pub(crate) nominal: Hundredths,
    pub(crate) owed: Hundredths,
    pub(crate) recovered: Hundredths,
    pub(crate) points: Hundredths,
    pub(crate) fen: i64,
    pub(crate) due_back: Hundredths,
    pub(crate) given_back: Hundredths,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
