//! A new organization in the tree.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::organizations::{Organization, OrganizationKind, OrganizationPath};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::organizations;

use super::wire::{OrganizationOut, organization_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// A new organization.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewOrganizationIn {
    /// What it stands under.
    pub parent_id: Uuid,
    /// `upper`, `township`, `general_branch`, `village`, `enterprise` or `office`; a kind that
    /// fits under the parent's.
    #[schema(example = "village")]
    pub kind: String,
    /// 1 to 100 characters, its own among its siblings.
    #[schema(example = "甲村党支部")]
    pub name: String,
    /// Its place among its siblings, 0 to 1,000,000.
    #[serde(default)]
    pub position: i64,
    /// Never show it in public.
    #[serde(default)]
    pub sensitive: bool,
}

impl Check for NewOrganizationIn {
    fn check(&self, faults: &mut Faults) {
        if OrganizationKind::from_code(&self.kind).is_none() {
            let kinds = OrganizationKind::ALL.map(OrganizationKind::code).join(", ");
            faults.add_limit("/kind", FaultCode::NotOneOf, kinds);
        }
        faults.text("/name", &self.name, 1..=100);
        faults.range("/position", self.position, 0..=1_000_000);
    }
}

/// Adds an organization to the tree.
///
/// Branches stand under a township or a general branch, a township under a committee above.
#[utoipa::path(
    tag = "organizations",
    request_body = NewOrganizationIn,
    responses((status = 201, body = OrganizationOut, description = "The organization",
        example = json!(organization_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "organization.not_found", "organization.parent_invalid", "organization.name_taken",
        "moderation.waiting", "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/organizations")]
pub(super) async fn create_organization(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    body: JsonBody<NewOrganizationIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "organizations.create", &key, "", &body.0)?.shows(
        Subject::Organization,
        &permit.reach,
        [body.name.as_str()],
    );
    let work = async |tx: &Tx| {
        let organization = create(tx, &permit, &permit.reach, &body.0).await?;
        Ok(Done::created(OrganizationOut::from(&organization)).within(&organization.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the parent refuses.
pub async fn create(tx: &Tx, act: &Act, reach: &Reach, new: &NewOrganizationIn) -> Result<Organization, Failure> {
    let parent = organizations::find(tx, reach, OrganizationId(new.parent_id)).await?;
    let parent = parent.ok_or(Code::OrganizationNotFound)?;
    let kind = OrganizationKind::from_code(&new.kind).filter(|kind| kind.fits_under(Some(parent.kind)));
    let kind = kind.filter(|_| parent.path.depth() < OrganizationPath::MAX_DEPTH);
    let id = OrganizationId(Uuid::now_v7());
    let organization = Organization {
        id,
        parent: Some(parent.id),
        path: parent.path.child(id),
        kind: kind.ok_or(Code::OrganizationParentInvalid)?,
        name: new.name.trim().to_owned(),
        position: new.position,
        sensitive: new.sensitive,
        full_names_basis: None,
        publication_approved: false,
        version: 1,
    };
    organizations::insert(tx, &organization, act.now).await.map_err(name_taken)?;
    act.audit(tx, "organizations.create", ("organization", id.0), &organization.path).await?;
    Ok(organization)
}

/// A sibling has the name.
pub(super) fn name_taken(error: StoreError) -> Failure {
    match error {
        StoreError::Duplicate => Code::OrganizationNameTaken.into(),
        error => error.into(),
    }
}
