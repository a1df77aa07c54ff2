//! What the caller may weigh.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::villager_reports::State;
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;
use xianfeng_infra::villager_reports::{self as rows, ReportFilter};

use super::wire::{VillagerReportOut, check_state, report_example, reports_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Faults, Problem};

/// Which reports.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// About the members of this organization.
    organization_id: Option<Uuid>,
    /// `open`, `founded`, `unfounded` or `needs_talk`.
    state: Option<String>,
}

impl Check for ReportQuery {
    fn check(&self, faults: &mut Faults) {
        check_state(faults, self.state.as_deref());
    }
}

/// A page of reports.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VillagerReportsOut {
    /// The reports.
    pub items: Vec<VillagerReportOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists villagers' reports that the caller may weigh, the newest first.
///
/// Never those about the caller, and never who reported. The audit log says who read them.
#[utoipa::path(
    tag = "villager-reports",
    params(PageQuery, ReportQuery),
    responses((status = 200, body = VillagerReportsOut, description = "A page",
        example = json!({ "items": [report_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "auth.forbidden"]))),
)]
#[get("/villager-reports")]
pub(super) async fn list_villager_reports(
    app: Data<App>,
    permit: Permit<rights::Review>,
    list: ListParams<ReportQuery>,
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
        let filter = ReportFilter {
            state: list.filter.state.as_deref().and_then(State::from_code),
            organization: organization.as_ref().map(|organization| organization.id),
            not_about: permit.caller.member_id(),
            before,
            limit: u64::from(list.page.limit) + 1,
        };
        let reports = rows::page(tx, &permit.reach, &filter).await?;
        let (reports, next_cursor) = list.page.cut(reports, |report| report.id)?;
        let items = reports_out(tx, &reports).await?;
        Ok((VillagerReportsOut { items, next_cursor }, organization))
    };
    let (out, organization) = app.database.read(read).await?;
    let subject = organization.as_ref().map(|organization| ("organization", organization.id.0));
    let place = Act::place_read(&permit.reach, organization.map(|organization| organization.path));
    permit.disclosed(&app, "villager_reports.list", subject, place).await?;
    Ok(HttpResponse::Ok().json(out))
}
