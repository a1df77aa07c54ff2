//! What waits for a person.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::moderation::CheckState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::moderation::{self as rows, CheckFilter};
use xianfeng_infra::organizations;

use super::wire::{SafetyCheckOut, check_example, checks_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// Which checks.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SafetyChecksQuery {
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
    /// `waiting`, `passed`, `held` or `refused`; held, which waits for a person, where absent.
    state: Option<String>,
    /// What the caller wrote, to see what became of it; what others wrote where absent.
    #[serde(default)]
    own: bool,
}

impl Check for SafetyChecksQuery {
    fn check(&self, faults: &mut Faults) {
        if self.state.as_deref().is_some_and(|state| CheckState::from_code(state).is_none()) {
            faults.add_limit("?state", FaultCode::NotOneOf, CheckState::ALL.map(CheckState::code).join(", "));
        }
    }
}

/// A page of checks.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SafetyChecksOut {
    /// The checks.
    pub items: Vec<SafetyCheckOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists texts and pictures that wait for a person, the longest waiting first.
///
/// What WeChat doubts or could not judge; nobody else sees it before it is passed. What the caller
/// wrote, with `own`, is for another to decide, unless there is nobody else. The audit log says who read them.
#[utoipa::path(
    tag = "moderation",
    params(PageQuery, SafetyChecksQuery),
    responses((status = 200, body = SafetyChecksOut, description = "A page",
        example = json!({ "items": [check_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "auth.forbidden", "list.bad_cursor"]))),
)]
#[get("/moderation/checks")]
pub(super) async fn list_checks(
    app: Data<App>,
    permit: Permit<rights::Register>,
    list: ListParams<SafetyChecksQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = organizations::find(tx, &permit.reach, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?)
            }
        };
        let filter = CheckFilter {
            state: list.filter.state.as_deref().and_then(CheckState::from_code).unwrap_or(CheckState::Held),
            under: organization.as_ref().map(|organization| Reach::under(organization.path.clone())),
            author: permit.caller.account,
            own: list.filter.own,
            after,
            limit: u64::from(list.page.limit) + 1,
        };
        let checks = rows::page(tx, &permit.reach, &filter).await?;
        let (checks, next_cursor) = list.page.cut(checks, |check| check.id.0)?;
        let items = checks_out(&app, tx, checks, permit.now).await?;
        Ok((SafetyChecksOut { items, next_cursor }, organization))
    };
    let (out, organization) = app.database.read(read).await?;
    let subject = organization.as_ref().map(|organization| ("organization", organization.id.0));
    let place = Act::place_read(&permit.reach, organization.map(|organization| organization.path));
    permit.disclosed(&app, "moderation.list", subject, place).await?;
    Ok(HttpResponse::Ok().json(out))
}
