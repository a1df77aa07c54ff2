//! The cases that the caller may decide on, or could.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::help::State;
use xianfeng_domain::ids::{HelpCaseId, OrganizationId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::help::{self as rows, CaseFilter};
use xianfeng_infra::organizations;

use super::seen::View;
use super::wire::{HelpCaseOut, case_example, cases_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// Which cases.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HelpCaseQuery {
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
    /// `proposed`, `open`, `dismissed` or `closed`.
    state: Option<String>,
}

impl Check for HelpCaseQuery {
    fn check(&self, faults: &mut Faults) {
        if self.state.as_deref().is_some_and(|state| State::from_code(state).is_none()) {
            faults.add_limit("?state", FaultCode::NotOneOf, State::ALL.map(State::code).join(", "));
        }
    }
}

/// A page of help cases.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HelpCasesOut {
    /// The cases, without their steps and evidence.
    pub items: Vec<HelpCaseOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists help cases within reach, the newest first.
///
/// Those of the branch at the time, and those that it carries now; never the caller's own. For
/// secretary, committee and township; overseers see none. The audit log says who read them.
#[utoipa::path(
    tag = "help-cases",
    params(PageQuery, HelpCaseQuery),
    responses((status = 200, body = HelpCasesOut, description = "A page",
        example = json!({ "items": [case_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found", "list.bad_cursor"]))),
)]
#[get("/help-cases")]
pub(super) async fn list_help_cases(
    app: Data<App>,
    permit: Permit<rights::Review>,
    list: ListParams<HelpCaseQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(HelpCaseId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = organizations::find(tx, &permit.reach, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?)
            }
        };
        let filter = CaseFilter {
            organization: organization.as_ref().map(|organization| organization.path.clone()),
            state: list.filter.state.as_deref().and_then(State::from_code),
            not_of: Some(permit.person),
            before,
            limit: u64::from(list.page.limit) + 1,
        };
        let cases = rows::page(tx, &permit.reach, &filter).await?;
        let (cases, next_cursor) = list.page.cut(cases, |case| case.proposal.id.0)?;
        let cases: Vec<_> = cases.into_iter().map(|case| (case, View::Committee)).collect();
        let items = cases_out(tx, &permit, &cases).await?;
        Ok((HelpCasesOut { items, next_cursor }, organization))
    };
    let (out, organization) = app.database.read(read).await?;
    let subject = organization.as_ref().map(|organization| ("organization", organization.id.0));
    let place = Act::place_read(&permit.reach, organization.map(|organization| organization.path));
    permit.disclosed(&app, "help_cases.list", subject, place).await?;
    Ok(HttpResponse::Ok().json(out))
}
