//! The lists within reach.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{OrganizationId, ProposalId};
use xianfeng_domain::time::PeriodKind;
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;
use xianfeng_infra::proposals::{self as rows, ProposalFilter};

use super::wire::{KindCode, ProposalOut, proposal_example, proposals_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WirePeriod;

/// Which lists.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProposalQuery {
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
    /// Of a kind.
    #[param(inline)]
    kind: Option<KindCode>,
    /// Of a year.
    #[param(value_type = Option<String>, example = "2024")]
    year: Option<WirePeriod>,
}

impl Check for ProposalQuery {
    fn check(&self, faults: &mut Faults) {
        if self.year.is_some_and(|WirePeriod(year)| year.kind() != PeriodKind::Year) {
            faults.add("?year", FaultCode::Invalid);
        }
    }
}

/// A page of lists.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProposalsOut {
    /// The lists.
    pub items: Vec<ProposalOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists proposed and signed lists, the newest first.
///
/// Those of the organizations that the caller reads.
#[utoipa::path(
    tag = "proposals",
    params(PageQuery, ProposalQuery),
    responses((status = 200, body = ProposalsOut, description = "A page",
        example = json!({ "items": [proposal_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "auth.forbidden", "list.bad_cursor"]))),
)]
#[get("/proposals")]
pub(super) async fn list_proposals(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<ProposalQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(ProposalId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = organizations::find(tx, &permit.reach, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let filter = ProposalFilter {
            organization,
            kind: list.filter.kind.map(Into::into),
            year: list.filter.year.map(|year| year.0),
            before,
            limit: u64::from(list.page.limit) + 1,
        };
        let proposals = rows::page(tx, &permit.reach, &filter).await?;
        let (proposals, next_cursor) = list.page.cut(proposals, |proposal| proposal.id.0)?;
        Ok(ProposalsOut { items: proposals_out(tx, &proposals).await?, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
