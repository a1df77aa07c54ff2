//! Content: notices, documents passed down, study materials, cases and stories.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contents")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) categories: Option<String>,
    pub(crate) away_only: bool,
    pub(crate) in_public: bool,
    pub(crate) state: String,
    pub(crate) author_id: Uuid,
    pub(crate) written_by: Uuid,
    pub(crate) created_at: Moment,
    pub(crate) submitted_at: Option<Moment>,
    pub(crate) decided_by: Option<Uuid>,
    pub(crate) decided_at: Option<Moment>,
    pub(crate) reason: Option<String>,
    pub(crate) publish_at: Option<Moment>,
    pub(crate) published_at: Option<Moment>,
    pub(crate) taken_down_at: Option<Moment>,
    pub(crate) reminded_on: Option<Date>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
