//! Roles held by persons at organizations.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grants")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) role: String,
    pub(crate) organization_id: Uuid,
    pub(crate) granted_by: Option<Uuid>,
    pub(crate) granted_at: Moment,
    pub(crate) ended_by: Option<Uuid>,
    pub(crate) ended_at: Option<Moment>,
    pub(crate) active_key: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
