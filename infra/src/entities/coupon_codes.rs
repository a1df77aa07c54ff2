//! The pool of coupon codes.

use sea_orm::entity::prelude::*;
use xianfeng_domain::time::Day;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "coupon_codes")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) reward_id: Uuid,
    pub(crate) township_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) sealed: Vec<u8>,
    pub(crate) code_hash: Vec<u8>,
    pub(crate) last_four: String,
    pub(crate) face_fen: i64,
    pub(crate) valid_until: Option<Day>,
    pub(crate) state: String,
    pub(crate) order_id: Option<Uuid>,
    pub(crate) was_order_id: Option<Uuid>,
    pub(crate) imported_by: Uuid,
    pub(crate) imported_at: Moment,
    pub(crate) assigned_at: Option<Moment>,
    pub(crate) first_shown_at: Option<Moment>,
    pub(crate) ended_at: Option<Moment>,
    pub(crate) ended_by: Option<Uuid>,
    pub(crate) reason: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
