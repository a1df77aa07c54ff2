//! What one settlement issued to one member, and where each part of it is.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "wallet_lots")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) settlement_id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) period: String,
    pub(crate) unit_fen: i64,
    pub(crate) issued_points: Hundredths,
    pub(crate) free_points: Hundredths,
    pub(crate) reserved_points: Hundredths,
    pub(crate) spent_points: Hundredths,
    pub(crate) expired_points: Hundredths,
    pub(crate) expires_on: Option<Date>,
    pub(crate) issued_at: Moment,
    pub(crate) noticed_for: Option<Date>,
    pub(crate) grace_used: bool,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
