//! The rounds that somebody sees.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::AppraisalId;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::time::PeriodKind;
use xianfeng_infra::appraisal::{self as rows, AppraisalFilter};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;

use super::wire::{AppraisalOut, appraisal_example, appraisals_out, readable};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WirePeriod;

/// Which rounds.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AppraisalQuery {
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
    /// Of a year.
    #[param(value_type = Option<String>, example = "2024")]
    year: Option<WirePeriod>,
}

impl Check for AppraisalQuery {
    fn check(&self, faults: &mut Faults) {
        if self.year.is_some_and(|WirePeriod(year)| year.kind() != PeriodKind::Year) {
            faults.add("?year", FaultCode::Invalid);
        }
    }
}

/// A page of rounds.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AppraisalsOut {
    /// The rounds.
    pub items: Vec<AppraisalOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists appraisals, the newest first.
///
/// Those of the own branch, and those within reach.
#[utoipa::path(
    tag = "appraisals",
    params(PageQuery, AppraisalQuery),
    responses((status = 200, body = AppraisalsOut, description = "A page",
        example = json!({ "items": [appraisal_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/appraisals")]
pub(super) async fn list_appraisals(
    app: Data<App>,
    bound: Bound,
    list: ListParams<AppraisalQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(AppraisalId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let reaches = readable(&bound.caller);
        let mut organization = None;
        if let Some(id) = list.filter.organization_id {
            for reach in &reaches {
                organization = organization.or(organizations::find(tx, reach, OrganizationId(id)).await?);
            }
            if organization.is_none() {
                return Err(Code::OrganizationNotFound.into());
            }
        }
        let organization = organization.map(|organization| organization.path);
        let year = list.filter.year.map(|year| year.0);
        let filter = AppraisalFilter { organization, year, before, limit: u64::from(list.page.limit) + 1 };
        let mut rounds = Vec::new();
        for reach in &reaches {
            rounds.extend(rows::page(tx, reach, &filter).await?);
        }
        rounds.sort_by_key(|round| std::cmp::Reverse(round.id));
        rounds.dedup_by_key(|round| round.id);
        let (rounds, next_cursor) = list.page.cut(rounds, |round| round.id.0)?;
        Ok(AppraisalsOut { items: appraisals_out(tx, &rounds).await?, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
