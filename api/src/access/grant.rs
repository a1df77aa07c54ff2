//! Giving a role.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::{Grant, Reach, may_give};
use xianfeng_domain::ids::{OrganizationId, PersonId};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{accounts, members, organizations};

use super::reroute;
use super::role::{RoleIn, RoleOut, role_example, roles_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Code, Problem};
use crate::inbox::{Kind, tell};
use crate::members::reachable;

/// Gives a role.
///
/// Township administrators give any; a branch administrator names activists of the own branch, and
/// reviewers among its members. Nobody gives a role to themselves. Open invites of the person end.
/// Claims that wait for review go to the reviewers as they are now.
#[utoipa::path(
    tag = "access",
    request_body = RoleIn,
    responses((status = 201, body = RoleOut, description = "The role", example = json!(role_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "organization.not_found", "person.not_found", "role.already_held", "role.not_here",
        "role.own"
    ]))),
)]
#[post("/roles")]
pub(super) async fn grant_role(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    body: JsonBody<RoleIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "roles.grant", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let grant = grant(tx, &app.vault, &permit, &permit.reach, &body.0).await?;
        let role = roles_out(tx, std::slice::from_ref(&grant)).await?.pop().ok_or(Code::RoleNotFound)?;
        Ok(Done::created(role).within(&grant.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// Who may not, or cannot hold it there.
pub async fn grant(tx: &Tx, vault: &Vault, act: &Act, reach: &Reach, new: &RoleIn) -> Result<Grant, Failure> {
    reachable(tx, vault, reach, PersonId(new.person_id), act.today()).await?;
    give(tx, act, reach, new).await
}

/// Gives a role to a person who was found already.
///
/// # Errors
/// Who may not, or cannot hold it there.
pub async fn give(tx: &Tx, act: &Act, reach: &Reach, new: &RoleIn) -> Result<Grant, Failure> {
    let (role, person) = (new.role()?, PersonId(new.person_id));
    let organization = organizations::find(tx, reach, OrganizationId(new.organization_id)).await?;
    let organization = organization.ok_or(Code::OrganizationNotFound)?;
    let home = members::of_person(tx, person, act.today()).await?.map(|member| member.standing.branch_path);
    if !may_give(&act.caller.grants, role, &organization.path, home.as_ref()) {
        return Err(Code::AuthForbidden.into());
    }
    if act.caller.person == Some(person) {
        return Err(Code::RoleOwn.into());
    }
    if !role.fits(organization.kind) {
        return Err(Code::RoleNotHere.into());
    }
    let by = Some(act.caller.account);
    accounts::grant_role(tx, person, role, organization.id, by, act.now).await.map_err(|error| match error {
        StoreError::Duplicate => Failure::from(Code::RoleAlreadyHeld),
        error => error.into(),
    })?;
    // Who invited the person vouched for less than they may do now.
    accounts::revoke_invites_for(tx, person, act.now).await?;
    let (place, name) = (Some(("organization", organization.id.0)), organization.name);
    let grant = Grant { person, role, organization: organization.id, path: organization.path };
    super::role::audit(tx, act, "roles.grant", &grant).await?;
    tell(tx, person, Kind::RoleGranted, place, &[("organization", &name)], act.now).await?;
    reroute(tx, act, &grant.path).await?;
    Ok(grant)
}
