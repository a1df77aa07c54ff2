//! A person without membership: clerk, overseer, activist …

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::{Reach, Role};
use xianfeng_domain::ids::{OrganizationId, PersonId};
use xianfeng_domain::members::Person;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::roster::normalized_name;
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{members, organizations};

use super::fields::{self, WirePhone, WireSex, optional};
use super::persons::{PersonOut, person_example, person_out};
use crate::access::{RoleIn, give};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireMonth;

/// A new person.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewPersonIn {
    /// Where they serve: the township, or one of its branches.
    pub organization_id: Uuid,
    /// The name, 1 to 50 characters; spaces are dropped.
    pub name: String,
    /// Sex, where known.
    pub sex: Option<WireSex>,
    /// Birth year and month, where known.
    pub birth: Option<WireMonth>,
    /// The mobile number, where there is one.
    pub phone: Option<WirePhone>,
    /// Schooling, at most 50 characters.
    pub schooling: Option<String>,
    /// Skills, at most 200 characters.
    pub skills: Option<String>,
    /// The role to hold there.
    #[schema(example = "overseer")]
    pub role: Option<String>,
}

impl Check for NewPersonIn {
    fn check(&self, faults: &mut Faults) {
        fields::check(faults, &self.name, self.schooling.as_ref(), self.skills.as_ref());
        if self.role.as_ref().is_some_and(|role| Role::from_code(role).is_none()) {
            faults.add_limit("/role", FaultCode::NotOneOf, Role::ALL.map(Role::code).join(", "));
        }
    }
}

/// Adds a person without membership.
///
/// With a role where one is given: an account is bound by invite code or phone, as with members.
/// A branch's administrator adds activists; everybody else is the township's to add.
#[utoipa::path(
    tag = "members",
    request_body = NewPersonIn,
    responses((status = 201, body = PersonOut, description = "The person", example = json!(person_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found", "role.not_here"]))),
)]
#[post("/persons")]
pub(super) async fn create_person_record(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    body: JsonBody<NewPersonIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "persons.create", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let (person, path) = create_person(tx, &app.vault, &permit, &permit.reach, &body.0).await?;
        Ok(Done::created(person_out(tx, &person).await?).within(&path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What organization and role refuse.
pub async fn create_person(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    reach: &Reach,
    new: &NewPersonIn,
) -> Result<(Person, OrganizationPath), Failure> {
    let organization = organizations::find(tx, reach, OrganizationId(new.organization_id)).await?;
    let organization = organization.ok_or(Code::OrganizationNotFound)?;
    let township = organizations::township(tx, &organization.path).await?.ok_or(Code::OrganizationNotFound)?;
    // Without a role the person would be out of a branch administrator's reach at once.
    if new.role.is_none() && !reach.covers(&township.path) {
        return Err(Code::AuthForbidden.into());
    }
    let person = Person {
        id: PersonId(Uuid::now_v7()),
        township: township.id,
        name: normalized_name(&new.name),
        sex: new.sex.map(Into::into),
        birth: new.birth.map(|birth| birth.0),
        phone: new.phone.clone().and_then(|phone| phone.0),
        schooling: optional(new.schooling.as_ref()),
        skills: optional(new.skills.as_ref()),
        version: 1,
    };
    members::insert_person(tx, vault, &person, act.now).await?;
    act.audit(tx, "persons.create", ("person", person.id.0), &organization.path).await?;
    if let Some(role) = &new.role {
        let role = RoleIn { person_id: person.id.0, role: role.clone(), organization_id: new.organization_id };
        give(tx, act, reach, &role).await?;
    }
    Ok((person, organization.path))
}
