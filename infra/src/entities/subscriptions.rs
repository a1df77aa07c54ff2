//! How many messages of a template an account takes. `remaining` is the quota; `unpaired` are reports (above zero) or
//! events (below) that wait for the other half.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "subscriptions")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) account_id: Uuid,
    pub(crate) template_id: String,
    pub(crate) remaining: i64,
    pub(crate) unpaired: i64,
    pub(crate) unpaired_at: Option<Moment>,
    pub(crate) accepted_at: Option<Moment>,
    pub(crate) refused_at: Option<Moment>,
    pub(crate) changed_at: Moment,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
