//! Every movement of stock.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "stock_movements")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) shop_id: Uuid,
    pub(crate) reward_id: Uuid,
    pub(crate) kind: String,
    pub(crate) reference_id: Uuid,
    pub(crate) free_change: i64,
    pub(crate) reserved_change: i64,
    pub(crate) counted: Option<i64>,
    pub(crate) reason: Option<String>,
    pub(crate) recorded_by: Uuid,
    pub(crate) recorded_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
