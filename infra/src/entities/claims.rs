//! Claims of tasks by members. `active_key` is task, member and place: it holds the place until released.

use sea_orm::entity::prelude::*;

use crate::db::{Hundredths, Moment};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "claims")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) task_id: Uuid,
    pub(crate) member_id: Uuid,
    pub(crate) organization_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) review_organization_id: Uuid,
    pub(crate) place: i64,
    pub(crate) active_key: Option<Vec<u8>>,
    pub(crate) state: String,
    pub(crate) points_offered: Hundredths,
    pub(crate) claimed_by: Uuid,
    pub(crate) claimed_at: Moment,
    pub(crate) due_at: Option<Moment>,
    pub(crate) report: Option<String>,
    pub(crate) deed_on: Option<Date>,
    pub(crate) deed_place: Option<String>,
    pub(crate) quantity: Option<i64>,
    pub(crate) submitted_at: Option<Moment>,
    pub(crate) submitted_by: Option<Uuid>,
    pub(crate) reviewed_by: Option<Uuid>,
    pub(crate) reviewed_at: Option<Moment>,
    pub(crate) review_reason: Option<String>,
    pub(crate) points_awarded: Option<Hundredths>,
    pub(crate) version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
