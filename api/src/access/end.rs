//! Taking a role.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::{Grant, Reach, Role, may_grant};
use xianfeng_domain::ids::{OrganizationId, PersonId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{accounts, organizations};

use super::reroute;
use super::role::{RoleIn, RoleOut, role_example, roles_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Code, Problem};
use crate::inbox::{Kind, tell};

/// Takes a role.
///
/// At once: roles are read at each request; invites that the person made end. The last township administrator stays until there is
/// another.
#[utoipa::path(
    tag = "access",
    request_body = RoleIn,
    responses((status = 200, body = RoleOut, description = "The role that ended", example = json!(role_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "organization.not_found", "role.not_found", "role.last_administrator"
    ]))),
)]
#[post("/roles/end")]
pub(super) async fn end_role(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    body: JsonBody<RoleIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "roles.end", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let grant = end(tx, &permit, &permit.reach, &body.0).await?;
        let role = roles_out(tx, std::slice::from_ref(&grant)).await?.pop().ok_or(Code::RoleNotFound)?;
        Ok(Done::ok(role).within(&grant.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// Who may not, or what nobody holds.
pub async fn end(tx: &Tx, act: &Act, reach: &Reach, old: &RoleIn) -> Result<Grant, Failure> {
    let role = old.role()?;
    let organization = organizations::find(tx, reach, OrganizationId(old.organization_id)).await?;
    let organization = organization.ok_or(Code::OrganizationNotFound)?;
    if !may_grant(&act.caller.grants, role, &organization.path) {
        return Err(Code::AuthForbidden.into());
    }
    let grant = Grant { person: PersonId(old.person_id), role, organization: organization.id, path: organization.path };
    end_grant(tx, act, &grant).await?;
    Ok(grant)
}

/// Takes all roles of a person who leaves.
///
/// # Errors
/// `role.last_administrator`.
pub async fn end_all(tx: &Tx, act: &Act, person: PersonId) -> Result<(), Failure> {
    for grant in accounts::held_by(tx, person).await? {
        end_grant(tx, act, &grant).await?;
    }
    Ok(())
}

async fn end_grant(tx: &Tx, act: &Act, grant: &Grant) -> Result<(), Failure> {
    if grant.role == Role::TownshipAdmin {
        // Two who end each other at once take turns here: the second finds who is left.
        organizations::take_turn(tx, grant.organization).await?;
        let held = accounts::held_at(tx, [grant.organization]).await?;
        let other = held.iter().any(|held| held.role == Role::TownshipAdmin && held.person != grant.person);
        let own = held.iter().any(|held| held.role == Role::TownshipAdmin && held.person == grant.person);
        if own && !other {
            return Err(Code::RoleLastAdministrator.into());
        }
    }
    let by = Some(act.caller.account);
    if !accounts::end_role(tx, grant.person, grant.role, grant.organization, by, act.now).await? {
        return Err(Code::RoleNotFound.into());
    }
    if let Some(account) = accounts::of_person(tx, grant.person).await? {
        accounts::revoke_invites_by(tx, account.id, act.now).await?;
    }
    super::role::audit(tx, act, "roles.end", grant).await?;
    let name = organizations::find_open(tx, grant.organization).await?.map(|found| found.name).unwrap_or_default();
    let place = Some(("organization", grant.organization.0));
    tell(tx, grant.person, Kind::RoleEnded, place, &[("organization", &name)], act.now).await?;
    reroute(tx, act, &grant.path).await
}
