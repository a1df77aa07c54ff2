//! Leaders of grids, dated half-open: `[from_day, until_day)`. `active_key` is the grid once confirmed, grid
//! and person while it waits.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "grid_leaders")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) grid_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) person_id: Uuid,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) capacity: String,
    pub(crate) state: String,
    pub(crate) recommended_how: String,
    pub(crate) recommended_on: Date,
    pub(crate) votes_for: Option<i64>,
    pub(crate) votes_cast: Option<i64>,
    pub(crate) recommended_by: Uuid,
    pub(crate) recommended_at: Moment,
    pub(crate) meeting: Option<String>,
    pub(crate) from_day: Option<Date>,
    pub(crate) until_day: Option<Date>,
    pub(crate) checks_posts: bool,
    pub(crate) confirmed_by: Option<Uuid>,
    pub(crate) ended_on: Option<Date>,
    pub(crate) end_reason: Option<String>,
    pub(crate) ended_by: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
