//! The call list. `member_id` is the member that the person was when the entry was made; `note` is sealed.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "calls")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) message_id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) member_id: Option<Uuid>,
    pub(crate) organization_path: String,
    pub(crate) for_whom: String,
    pub(crate) state: String,
    pub(crate) tries: i64,
    pub(crate) last_outcome: Option<String>,
    pub(crate) last_at: Option<Moment>,
    pub(crate) last_by: Option<Uuid>,
    pub(crate) note: Option<Vec<u8>>,
    pub(crate) listed_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
