//! Whose names an export shows, and whose rows.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::organizations::{Organization, OrganizationPath};
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::boards::Audience;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::organizations;

use crate::auth::{Act, Caller};
use crate::failure::Failure;
use crate::http::problem::Code;

/// How an export shows names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum NamesIn {
    /// First and last character; sensitive categories and organizations are left out, since such
    /// a file is made to be handed on.
    #[default]
    Masked,
    /// In full, with everybody: for who manages the members.
    Full,
}

impl NamesIn {
    /// Refuses full names to who may not have them.
    ///
    /// # Errors
    /// `export.names_forbidden`.
    pub(super) fn permit(self, caller: &Caller, path: &OrganizationPath) -> Result<Self, Failure> {
        let may = |right| caller.reach(right).covers(path);
        if self == Self::Full && !may(Right::ManageMembers) && !may(Right::Administer) {
            return Err(Code::ExportNamesForbidden.into());
        }
        Ok(self)
    }

    /// A name as the export shows it.
    pub(super) fn show(self, name: &str) -> String {
        let level = if self == Self::Full { DisplayLevel::Full } else { DisplayLevel::Masked };
        level.show(name).unwrap_or_default()
    }

    /// Whose rows are in it.
    pub(super) fn audience(self) -> Audience {
        if self == Self::Full { Audience::NeedToKnow } else { Audience::Everyone }
    }
}

/// The organization that is exported, if it lies within reach.
pub(super) async fn subject(tx: &Tx, reach: &Reach, id: OrganizationId) -> Result<Organization, Failure> {
    Ok(organizations::find(tx, reach, id).await?.ok_or(Code::OrganizationNotFound)?)
}

/// Writes the export into the audit log: who took what, how many rows, with which names.
pub(super) async fn audit(
    tx: &Tx,
    act: &Act,
    action: &str,
    organization: &Organization,
    names: NamesIn,
    rows: usize,
) -> StoreResult<()> {
    let record = Record {
        subject_kind: Some("organization"),
        subject: Some(organization.id.0),
        organization: Some(organization.path.clone()),
        detail: Some(format!("names={} rows={rows}", if names == NamesIn::Full { "full" } else { "masked" })),
        ..act.record(action)
    };
    audit::write(tx, record, act.now).await
}
