//! Requests to correct what is held on a person. `active_key` is person and field while one waits.

use sea_orm::entity::prelude::*;

use crate::db::Moment;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "corrections")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) organization_path: String,
    pub(crate) field: String,
    pub(crate) wished_cipher: Vec<u8>,
    pub(crate) why: String,
    pub(crate) state: String,
    pub(crate) asked_at: Moment,
    pub(crate) decided_by: Option<Uuid>,
    pub(crate) decided_at: Option<Moment>,
    pub(crate) answer: Option<String>,
    pub(crate) active_key: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
