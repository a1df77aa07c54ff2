//! Organizations on the wire.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::organizations::Organization;

/// An organization.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrganizationOut {
    /// Its id.
    pub id: Uuid,
    /// What it stands under; none for a root.
    pub parent_id: Option<Uuid>,
    /// `upper`, `township`, `general_branch`, `village`, `enterprise` or `office`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Its place among its siblings.
    pub position: i64,
    /// Never shown in public.
    pub sensitive: bool,
    /// The recorded basis for full names in public; they are masked without one.
    pub full_names_basis: Option<String>,
    /// Whether live public figures are approved.
    pub publication_approved: bool,
    /// Grows with every edit.
    pub version: u64,
}

impl From<&Organization> for OrganizationOut {
    fn from(organization: &Organization) -> Self {
        Self {
            id: organization.id.0,
            parent_id: organization.parent.map(Into::into),
            kind: organization.kind.code(),
            name: organization.name.clone(),
            position: organization.position,
            sensitive: organization.sensitive,
            full_names_basis: organization.full_names_basis.clone(),
            publication_approved: organization.publication_approved,
            version: organization.version,
        }
    }
}

/// The example in the document.
pub(super) fn organization_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000002", "parentId": "018e0f6a-0000-7000-8000-000000000001",
        "kind": "village", "name": "甲村党支部", "position": 1, "sensitive": false, "fullNamesBasis": null,
        "publicationApproved": true, "version": 3
    })
}
