//! Who claimed or holds a post, dated half-open. `active_key` is post and member.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "post_holdings")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) post_id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) origin: String,
    pub(crate) state: String,
    pub(crate) from_day: Option<Date>,
    pub(crate) to_day: Option<Date>,
    pub(crate) term_until: Option<Date>,
    pub(crate) end_reason: Option<String>,
    pub(crate) asked_by: Uuid,
    pub(crate) asked_at: Moment,
    pub(crate) confirmed_by: Option<Uuid>,
    pub(crate) ended_by: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
