//! Roles on the wire.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::{Grant, Role};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{audit, members, organizations};

use crate::auth::Act;
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// A role of somebody somewhere.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoleIn {
    /// Who.
    pub person_id: Uuid,
    /// `reviewer`, `branch_admin`, `township_admin`, `overseer` or `activist`.
    #[schema(example = "reviewer")]
    pub role: String,
    /// Where.
    pub organization_id: Uuid,
}

impl Check for RoleIn {
    fn check(&self, faults: &mut Faults) {
        if Role::from_code(&self.role).is_none() {
            faults.add_limit("/role", FaultCode::NotOneOf, Role::ALL.map(Role::code).join(", "));
        }
    }
}

impl RoleIn {
    /// The role, which the check has made sure of.
    pub(super) fn role(&self) -> Result<Role, Problem> {
        Role::from_code(&self.role).ok_or_else(|| Code::RequestInvalid.into())
    }
}

/// A role that somebody holds.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoleOut {
    /// Who.
    pub person_id: Uuid,
    /// Their name.
    pub person_name: String,
    /// `reviewer`, `branch_admin`, `township_admin`, `overseer` or `activist`.
    pub role: &'static str,
    /// Where.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
}

/// Grants for the wire, in order.
///
/// # Errors
/// The store's fault.
pub async fn roles_out(tx: &Tx, grants: &[Grant]) -> StoreResult<Vec<RoleOut>> {
    let persons = members::names(tx, grants.iter().map(|grant| grant.person)).await?;
    let mut names: HashMap<OrganizationId, String> = HashMap::new();
    for grant in grants {
        if !names.contains_key(&grant.organization)
            && let Some(organization) = organizations::find_open(tx, grant.organization).await?
        {
            names.insert(organization.id, organization.name);
        }
    }
    let out = grants.iter().map(|grant| RoleOut {
        person_id: grant.person.0,
        person_name: persons.get(&grant.person).cloned().unwrap_or_default(),
        role: grant.role.code(),
        organization_id: grant.organization.0,
        organization_name: names.get(&grant.organization).cloned().unwrap_or_default(),
    });
    Ok(out.collect())
}

/// The example in the document.
pub(super) fn role_example() -> serde_json::Value {
    serde_json::json!({
        "personId": "018e0f6a-0000-7000-8000-000000000013", "personName": "蒋远嘉", "role": "reviewer",
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "organizationName": "甲村党支部"
    })
}

/// The line of the audit log about a role that was given or taken.
pub(crate) async fn audit(tx: &Tx, act: &Act, action: &str, grant: &Grant) -> StoreResult<()> {
    let record = audit::Record {
        subject_kind: Some("person"),
        subject: Some(grant.person.0),
        organization: Some(grant.path.clone()),
        detail: Some(grant.role.code().to_owned()),
        ..act.record(action)
    };
    audit::write(tx, record, act.now).await
}
