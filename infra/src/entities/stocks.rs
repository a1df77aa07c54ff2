//! What stands in a shop of a reward.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stocks")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) shop_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) reward_id: Uuid,
    pub(crate) free: i64,
    pub(crate) reserved: i64,
    pub(crate) low_mark: Option<i64>,
    pub(crate) is_open: bool,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
