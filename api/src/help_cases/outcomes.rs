//! What became of those who were named, batch by batch (S2-11).

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::help::{BatchOutcome, outcomes};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::Organization;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{help as rows, organizations};

use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;

/// Where and when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OutcomesQuery {
    /// A branch or a township within reach.
    pub(crate) organization_id: Uuid,
    /// Named from this day on.
    #[param(value_type = String, example = "2024-01-01")]
    pub(crate) from: WireDay,
    /// Named until this day.
    #[param(value_type = String, example = "2024-12-31")]
    pub(crate) to: WireDay,
}

impl Check for OutcomesQuery {
    fn check(&self, faults: &mut Faults) {
        if self.to < self.from {
            faults.add_limit("?to", FaultCode::OutOfOrder, self.from.0);
        }
    }
}

/// The outcomes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HelpOutcomesOut {
    /// Where.
    pub organization_id: Uuid,
    /// One a batch, by its first day.
    pub batches: Vec<BatchOutcomeOut>,
    /// All of them together; who was named in several batches stands in each.
    pub total: BatchOutcomeOut,
}

/// The figures of a batch, in people.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchOutcomeOut {
    /// The label; absent for who was named alone, and for the total.
    pub batch: Option<String>,
    /// The day of the first confirmation.
    pub first_on: Option<WireDay>,
    /// How many people were named.
    pub named: u32,
    /// Turned round.
    pub turned_round: u32,
    /// Still to improve, within a deadline.
    pub with_deadline: u32,
    /// Handed on.
    pub handed_on: u32,
    /// Ended otherwise, or left.
    pub otherwise: u32,
}

/// Counts what became of those who were named as backward.
///
/// By batch, in people: how many were named, turned round, still have time, were handed on. No names.
#[utoipa::path(
    tag = "help-cases",
    params(OutcomesQuery),
    responses((status = 200, body = HelpOutcomesOut, description = "The figures", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000001",
        "batches": [{ "batch": "2024年第一批", "firstOn": "2024-07-04", "named": 12, "turnedRound": 10,
            "withDeadline": 2, "handedOn": 0, "otherwise": 0 }],
        "total": { "batch": null, "firstOn": "2024-07-04", "named": 12, "turnedRound": 10, "withDeadline": 2,
            "handedOn": 0, "otherwise": 0 }
    }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found"]))),
)]
#[get("/help-cases/outcomes")]
pub(super) async fn list_help_outcomes(
    app: Data<App>,
    permit: Permit<rights::Review>,
    query: QueryParams<OutcomesQuery>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| Outcomes::load(tx, &permit.reach, &query).await;
    let found = app.database.read(read).await?;
    let (id, path) = (found.organization.id, found.organization.path.clone());
    permit.disclosed(&app, "help_cases.outcomes", Some(("organization", id.0)), Some(path)).await?;
    let total = batch_out(found.total());
    let batches = found.batches.into_iter().map(batch_out).collect();
    Ok(HttpResponse::Ok().json(HelpOutcomesOut { organization_id: id.0, batches, total }))
}

/// The figures before they are told.
pub(crate) struct Outcomes {
    /// Where.
    pub(crate) organization: Organization,
    /// One a batch, by its first day.
    pub(crate) batches: Vec<BatchOutcome>,
}

impl Outcomes {
    /// Counts those who were named somewhere within reach, between two days.
    ///
    /// # Errors
    /// `organization.not_found`.
    pub(crate) async fn load(tx: &Tx, reach: &Reach, query: &OutcomesQuery) -> Result<Self, Failure> {
        let id = OrganizationId(query.organization_id);
        let organization = organizations::find(tx, reach, id).await?.ok_or(Code::OrganizationNotFound)?;
        let named = rows::named(tx, reach, &organization.path, (query.from.0, query.to.0)).await?;
        Ok(Self { organization, batches: outcomes(&named) })
    }

    /// All batches together.
    pub(crate) fn total(&self) -> BatchOutcome {
        self.batches.iter().fold(BatchOutcome::default(), |sum, one| BatchOutcome {
            batch: None,
            first: sum.first.or(one.first),
            named: sum.named + one.named,
            turned_round: sum.turned_round + one.turned_round,
            with_deadline: sum.with_deadline + one.with_deadline,
            handed_on: sum.handed_on + one.handed_on,
            otherwise: sum.otherwise + one.otherwise,
        })
    }
}

fn batch_out(sum: BatchOutcome) -> BatchOutcomeOut {
    BatchOutcomeOut {
        batch: sum.batch,
        first_on: sum.first.map(WireDay),
        named: sum.named,
        turned_round: sum.turned_round,
        with_deadline: sum.with_deadline,
        handed_on: sum.handed_on,
        otherwise: sum.otherwise,
    }
}
