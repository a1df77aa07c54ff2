//! Reading pledges.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{OrganizationId, PledgeId};
use xianfeng_domain::time::PeriodKind;
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;
use xianfeng_infra::pledges::{self as rows, PledgeFilter};

use super::wire::{PledgeOut, pledge_example, pledges_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WirePeriod;

/// Which pledges.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PledgeQuery {
    /// Of this organization within reach and what lies below.
    organization_id: Option<Uuid>,
    /// Of a year.
    #[param(value_type = Option<String>, example = "2024")]
    year: Option<WirePeriod>,
}

impl Check for PledgeQuery {
    fn check(&self, faults: &mut Faults) {
        if self.year.is_some_and(|WirePeriod(year)| year.kind() != PeriodKind::Year) {
            faults.add("?year", FaultCode::Invalid);
        }
    }
}

/// A page of pledges.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PledgesOut {
    /// The pledges.
    pub items: Vec<PledgeOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists pledges, the newest first.
///
/// The own ones, and those within reach, shown to the public or not.
#[utoipa::path(
    tag = "pledges",
    params(PageQuery, PledgeQuery),
    responses((status = 200, body = PledgesOut, description = "A page",
        example = json!({ "items": [pledge_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/pledges")]
pub(super) async fn list_pledges(
    app: Data<App>,
    bound: Bound,
    list: ListParams<PledgeQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(PledgeId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let reach = bound.caller.reach(Right::Read);
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = organizations::find(tx, &reach, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let year = list.filter.year.map(|year| year.0);
        let filter = PledgeFilter { organization, year, shown: false, before, limit: u64::from(list.page.limit) + 1 };
        let pledges = rows::page(tx, &reach, bound.caller.member_id(), &filter).await?;
        let (pledges, next_cursor) = list.page.cut(pledges, |pledge| pledge.id.0)?;
        Ok(PledgesOut { items: pledges_out(tx, &pledges).await?, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
