//! Persons without membership.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::members::Person;
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{accounts, audit, members, organizations};

use super::fields::mask_phone;
use crate::access::{RoleOut, roles_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, NoFilter, PageQuery};
use crate::http::problem::Problem;

/// A person without membership.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonOut {
    /// The id.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The phone, its middle hidden.
    pub phone: Option<String>,
    /// The roles held.
    pub roles: Vec<RoleOut>,
    /// Whether an account is bound to the person.
    pub bound: bool,
}

/// A page of persons.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonsOut {
    /// The persons, in the order of their making.
    pub items: Vec<PersonOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A person for the wire.
pub(super) async fn person_out(tx: &Tx, person: &Person) -> StoreResult<PersonOut> {
    let grants = accounts::held_by(tx, person.id).await?;
    Ok(PersonOut {
        id: person.id.0,
        name: person.name.clone(),
        phone: person.phone.as_ref().map(mask_phone),
        roles: roles_out(tx, &grants).await?,
        bound: accounts::of_person(tx, person.id).await?.is_some(),
    })
}

/// Lists persons without membership.
///
/// Clerks, overseers, activists and others of the townships within reach; for who reaches a branch
/// only, those who hold a role there. The reading is written to the audit log.
#[utoipa::path(
    tag = "members",
    params(PageQuery),
    responses((status = 200, body = PersonsOut, description = "A page",
        example = json!({ "items": [person_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden"]))),
)]
#[get("/persons")]
pub(super) async fn list_persons(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    list: ListParams<NoFilter>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<Uuid>()?.map(PersonId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let within = organizations::list(tx, &permit.reach).await?;
        let townships: Vec<_> = within.iter().filter(|o| o.kind == OrganizationKind::Township).map(|o| o.id).collect();
        let grants = accounts::held_at(tx, within.iter().map(|organization| organization.id)).await?;
        let holders: Vec<_> = grants.iter().map(|grant| grant.person).collect();
        let limit = u64::from(list.page.limit) + 1;
        let found = members::without_membership(tx, &app.vault, &townships, &holders, after, limit).await?;
        let (found, next_cursor) = list.page.cut(found, |person| person.id.0)?;
        let mut items = Vec::with_capacity(found.len());
        for person in &found {
            items.push(person_out(tx, person).await?);
        }
        let record =
            audit::Record { organization: permit.reach.tops().first().cloned(), ..permit.record("persons.list") };
        audit::write(tx, record, permit.now).await?;
        Ok(PersonsOut { items, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.transact("persons.list", read).await?))
}

/// The example in the document.
pub(super) fn person_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000041", "name": "办公室", "phone": null, "roles": [{
            "personId": "018e0f6a-0000-7000-8000-000000000041", "personName": "办公室", "role": "overseer",
            "organizationId": "018e0f6a-0000-7000-8000-000000000001", "organizationName": "赤石桥乡党委"
        }], "bound": false
    })
}
