//! What people log in with. An account is at most one person's; a person has at most one account.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "accounts")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Option<Uuid>,
    /// The last person whose it was: kept when the account is nobody's any more.
    pub(crate) acted_for: Option<Uuid>,
    pub(crate) state: String,
    pub(crate) created_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
