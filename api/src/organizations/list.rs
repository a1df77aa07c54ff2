//! The tree.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_infra::db::{StoreError, Tx};

use super::visible::{place, visible};
use super::wire::{OrganizationOut, organization_example};
use crate::app::App;
use crate::auth::Bound;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Problem};

/// Which organizations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OrganizationQuery {
    /// Right under this one; the whole tree where absent.
    parent_id: Option<Uuid>,
}

impl Check for OrganizationQuery {}

/// A page of organizations.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrganizationsOut {
    /// The organizations, parents before children.
    pub items: Vec<OrganizationOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the tree of organizations.
///
/// The caller's township and what lies within reach, parents before children, siblings by
/// position. Sensitive ones are left out for everybody who does not reach or belong to them.
#[utoipa::path(
    tag = "organizations",
    params(PageQuery, OrganizationQuery),
    responses((status = 200, body = OrganizationsOut, description = "A page",
        example = json!({ "items": [organization_example()], "nextCursor": null }))),
)]
#[get("/organizations")]
pub(super) async fn list_organizations(
    app: Data<App>,
    bound: Bound,
    list: ListParams<OrganizationQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<(usize, i64, Uuid)>()?;
    let read = async |tx: &Tx| -> Result<_, StoreError> { visible(tx, &bound.caller).await };
    let mut tree = app.database.read(read).await?;
    tree.retain(|organization| list.filter.parent_id.is_none_or(|id| organization.parent.is_some_and(|p| p.0 == id)));
    tree.retain(|organization| after.is_none_or(|after| place(organization) > after));
    let (tree, next_cursor) = list.page.cut(tree, place)?;
    let items = tree.iter().map(OrganizationOut::from).collect();
    Ok(HttpResponse::Ok().json(OrganizationsOut { items, next_cursor }))
}
