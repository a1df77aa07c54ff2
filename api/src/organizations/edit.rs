//! Changing what an organization is called and how it is shown.

use std::iter;

use actix_web::web::Data;
use actix_web::{HttpResponse, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::moderation::Subject;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::organizations;

use super::create::name_taken;
use super::wire::{OrganizationOut, organization_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// What may change. Kind and parent are what reach and rosters rest on: they stay.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditOrganizationIn {
    /// 1 to 100 characters, its own among its siblings.
    pub name: String,
    /// Its place among its siblings, 0 to 1,000,000.
    pub position: i64,
    /// Never show it in public.
    pub sensitive: bool,
    /// The basis for showing full names in public, such as the consents' date and place, at most
    /// 500 characters; names are masked without one.
    pub full_names_basis: Option<String>,
}

impl Check for EditOrganizationIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/name", &self.name, 1..=100);
        faults.range("/position", self.position, 0..=1_000_000);
        if let Some(basis) = &self.full_names_basis {
            faults.text("/fullNamesBasis", basis, 1..=500);
        }
    }
}

/// Changes an organization.
///
/// Everything is written as sent: leave `fullNamesBasis` out to mask names in public again.
#[utoipa::path(
    tag = "organizations",
    params(("id" = Uuid, Path, description = "The organization")),
    request_body = EditOrganizationIn,
    responses((status = 200, body = OrganizationOut, description = "The organization now",
        example = json!(organization_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "organization.not_found", "organization.name_taken", "version.stale", "moderation.waiting",
        "moderation.author_away", "moderation.refused"
    ]))),
)]
#[put("/organizations/{id}")]
pub(super) async fn edit_organization(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<OrganizationId>,
    version: IfMatch,
    body: JsonBody<EditOrganizationIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "organizations.edit", &key, id.0, &body.0)?.shows(
        Subject::Organization,
        &permit.reach,
        iter::once(body.name.as_str()).chain(body.full_names_basis.as_deref()),
    );
    let work = async |tx: &Tx| {
        let found = organizations::find(tx, &permit.reach, id.0).await?;
        let mut organization = found.ok_or(Code::OrganizationNotFound)?;
        version.check(organization.version)?;
        organization.name = body.name.trim().to_owned();
        organization.position = body.position;
        organization.sensitive = body.sensitive;
        organization.full_names_basis = body.full_names_basis.as_ref().map(|basis| basis.trim().to_owned());
        if !organizations::update(tx, &organization, organization.version).await.map_err(name_taken)? {
            return Err(StoreError::Race("an organization").into());
        }
        organization.version += 1;
        permit.audit(tx, "organizations.edit", ("organization", organization.id.0), &organization.path).await?;
        Ok(Done::ok(OrganizationOut::from(&organization)).within(&organization.path))
    };
    Ok(command.run(work).await?.into())
}
