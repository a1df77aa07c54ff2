//! Who holds which role.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::{Grant, Reach};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{accounts, organizations};

use super::role::{RoleOut, role_example, roles_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};

/// Which roles.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RoleQuery {
    /// At this organization and what lies below; everywhere within reach where absent.
    organization_id: Option<Uuid>,
}

impl Check for RoleQuery {}

/// A page of roles.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RolesOut {
    /// The roles.
    pub items: Vec<RoleOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists who holds which role.
///
/// Within reach, in the order of the tree's paths. Reading others' roles is written to the audit log.
#[utoipa::path(
    tag = "access",
    params(PageQuery, RoleQuery),
    responses((status = 200, body = RolesOut, description = "A page",
        example = json!({ "items": [role_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found"]))),
)]
#[get("/roles")]
pub(super) async fn list_roles(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<RoleQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<Place>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let reach = match list.filter.organization_id {
            None => permit.reach.clone(),
            Some(id) => {
                let found = organizations::find(tx, &permit.reach, OrganizationId(id)).await?;
                Reach::under(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let within = organizations::list(tx, &reach).await?;
        let mut grants = accounts::held_at(tx, within.iter().map(|organization| organization.id)).await?;
        grants.sort_by_key(place);
        grants.retain(|grant| after.as_ref().is_none_or(|after| place(grant) > *after));
        let (grants, next_cursor) = list.page.cut(grants, place)?;
        let others = grants.iter().any(|grant| grant.person != permit.person);
        Ok((RolesOut { items: roles_out(tx, &grants).await?, next_cursor }, others.then_some(reach)))
    };
    let (out, others) = app.database.read(read).await?;
    if let Some(reach) = others {
        let subject = list.filter.organization_id.map(|id| ("organization", id));
        permit.disclosed(&app, "roles.list", subject, Act::place_read(&reach, None)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}

/// Where a role stands in the list.
type Place = (String, String, Uuid);

fn place(grant: &Grant) -> Place {
    (grant.path.to_string(), grant.role.code().to_owned(), grant.person.0)
}
