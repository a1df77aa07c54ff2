//! Approving that live figures are shown to the public (invariant 12).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::Organization;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{audit, organizations};

use super::wire::{OrganizationOut, organization_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// The decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublicationIn {
    /// Show live figures from now on, or no longer.
    pub approved: bool,
    /// Why, 1 to 500 characters: the meeting that decided it.
    #[schema(example = "乡党委 2024 年第 3 次会议决定")]
    pub reason: String,
}

impl Check for PublicationIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Approves the publication of live figures, or takes the approval back.
///
/// A machine counts, a person publishes: without an approval of the township the public board
/// shows nothing.
#[utoipa::path(
    tag = "organizations",
    params(("id" = Uuid, Path, description = "The organization")),
    request_body = PublicationIn,
    responses((status = 200, body = OrganizationOut, description = "The organization now",
        example = json!(organization_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found"]))),
)]
#[post("/organizations/{id}/publication")]
pub(super) async fn decide_publication(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<OrganizationId>,
    body: JsonBody<PublicationIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "organizations.publication", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let organization = approve_publication(tx, &permit, &permit.reach, id.0, body.approved, &body.reason).await?;
        Ok(Done::ok(OrganizationOut::from(&organization)).within(&organization.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `organization.not_found` outside reach.
pub async fn approve_publication(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: OrganizationId,
    approved: bool,
    reason: &str,
) -> Result<Organization, Failure> {
    let mut organization = organizations::find(tx, reach, id).await?.ok_or(Code::OrganizationNotFound)?;
    let at = approved.then_some(act.now);
    organizations::approve_publication(tx, id, act.caller.account, reason.trim(), at).await?;
    organization.publication_approved = approved;
    organization.version += 1;
    let record = audit::Record {
        subject_kind: Some("organization"),
        subject: Some(id.0),
        organization: Some(organization.path.clone()),
        detail: Some(if approved { "approved" } else { "withdrawn" }.to_owned()),
        ..act.record("organizations.publication")
    };
    audit::write(tx, record, act.now).await?;
    Ok(organization)
}
