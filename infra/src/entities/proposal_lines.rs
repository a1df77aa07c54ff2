//! Who stands on a proposed list.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal_lines")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) proposal_id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) member_id: Option<Uuid>,
    pub(crate) organization_id: Uuid,
    pub(crate) position: i64,
    pub(crate) ground: String,
    pub(crate) merits: Option<String>,
    pub(crate) evidence: String,
    pub(crate) struck: bool,
    pub(crate) reason: Option<String>,
    pub(crate) changed_by: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
