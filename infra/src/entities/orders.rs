//! Orders.

use sea_orm::entity::prelude::*;
use xianfeng_domain::time::Day;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "orders")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) shop_id: Uuid,
    pub(crate) shop_path: String,
    pub(crate) reward_id: Uuid,
    pub(crate) reward_name: String,
    pub(crate) unit: String,
    pub(crate) kind: String,
    pub(crate) quantity: i64,
    pub(crate) price: Hundredths,
    pub(crate) points: Hundredths,
    pub(crate) state: String,
    pub(crate) code_hash: Vec<u8>,
    pub(crate) pin_hash: Option<Vec<u8>>,
    pub(crate) pin_tries: i64,
    pub(crate) ordered_by: Uuid,
    pub(crate) ordered_at: Moment,
    pub(crate) expires_at: Moment,
    pub(crate) warned_at: Option<Moment>,
    pub(crate) ended_at: Option<Moment>,
    pub(crate) ended_by: Option<Uuid>,
    pub(crate) reason: Option<String>,
    pub(crate) collected_by: Option<String>,
    pub(crate) relation: Option<String>,
    pub(crate) collected_on: Option<Day>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
