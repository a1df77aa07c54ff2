//! The objections that the caller may decide on.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::objections::State;
use xianfeng_infra::db::Tx;
use xianfeng_infra::objections::{self as rows, ObjectionFilter};
use xianfeng_infra::organizations;

use super::wire::{ObjectionOut, objection_example, objections_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// Which objections.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ObjectionsQuery {
    /// About rows of this branch, or of the branches under this organization.
    organization_id: Option<Uuid>,
    /// `held`, `admitted`, `set_aside`, `upheld`, `refused`, `carried` or `withdrawn`.
    state: Option<String>,
}

impl Check for ObjectionsQuery {
    fn check(&self, faults: &mut Faults) {
        if self.state.as_deref().is_some_and(|state| State::from_code(state).is_none()) {
            let codes: Vec<&str> = State::ALL.iter().map(|state| state.code()).collect();
            faults.add_limit("?state", FaultCode::NotOneOf, codes.join(", "));
        }
    }
}

/// A page of objections.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ObjectionsOut {
    /// The objections.
    pub items: Vec<ObjectionOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists objections that the caller may decide on, the newest first.
///
/// Never those about the caller's own row or of their own making, and never who objected. The audit
/// log says who read them.
#[utoipa::path(
    tag = "objections",
    params(PageQuery, ObjectionsQuery),
    responses((status = 200, body = ObjectionsOut, description = "A page",
        example = json!({ "items": [objection_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "auth.forbidden", "list.bad_cursor"]))),
)]
#[get("/objections")]
pub(super) async fn list_objections(
    app: Data<App>,
    permit: Permit<rights::Review>,
    list: ListParams<ObjectionsQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = organizations::find(tx, &permit.reach, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?)
            }
        };
        let filter = ObjectionFilter {
            state: list.filter.state.as_deref().and_then(State::from_code),
            under: organization.as_ref().map(|organization| Reach::under(organization.path.clone())),
            not_of: permit.person,
            before,
            limit: u64::from(list.page.limit) + 1,
        };
        let objections = rows::page(tx, &permit.reach, &filter).await?;
        let (objections, next_cursor) = list.page.cut(objections, |objection| objection.id.0)?;
        let items = objections_out(tx, &objections).await?;
        Ok((ObjectionsOut { items, next_cursor }, organization))
    };
    let (out, organization) = app.database.read(read).await?;
    let subject = organization.as_ref().map(|organization| ("organization", organization.id.0));
    let place = Act::place_read(&permit.reach, organization.map(|organization| organization.path));
    permit.disclosed(&app, "objections.list", subject, place).await?;
    Ok(HttpResponse::Ok().json(out))
}
