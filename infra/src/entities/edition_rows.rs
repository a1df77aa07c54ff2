//! The rows of editions.

use sea_orm::entity::prelude::*;

use crate::db::Hundredths;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "edition_rows")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) edition_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) member_id: Uuid,
    pub(crate) place: i64,
    pub(crate) branch_id: Uuid,
    pub(crate) branch_name: String,
    pub(crate) category: String,
    pub(crate) owner_id: Uuid,
    pub(crate) roster_order: i64,
    pub(crate) exempt: bool,
    pub(crate) sensitive: bool,
    pub(crate) kept_out: bool,
    pub(crate) total: Hundredths,
    pub(crate) additions: Hundredths,
    pub(crate) deductions: Hundredths,
    pub(crate) head_seq: i64,
    pub(crate) head_hash: Vec<u8>,
    pub(crate) number: Option<i64>,
    pub(crate) rank: Option<i64>,
    pub(crate) branch_number: Option<i64>,
    pub(crate) branch_rank: Option<i64>,
    pub(crate) public_number: Option<i64>,
    pub(crate) public_rank: Option<i64>,
    pub(crate) public_branch_number: Option<i64>,
    pub(crate) public_branch_rank: Option<i64>,
    pub(crate) grade: Option<String>,
    pub(crate) colour: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
