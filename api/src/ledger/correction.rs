//! What a reversal and a reinstatement share.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::{EntryId, OrganizationId, PersonId};
use xianfeng_domain::ledger::{Entry, ReversalError, SourceKind};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::ledger::{self as rows, LedgerRow};
use xianfeng_infra::{members, organizations};

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::{Check, Code, Faults, Problem};

/// Why an entry is corrected.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectionIn {
    /// Why, 1 to 500 characters; the member reads it.
    #[schema(example = "重复登记")]
    pub reason: String,
}

impl Check for CorrectionIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// An entry that is to be corrected.
pub(super) struct Subject {
    /// The entry.
    pub(super) row: LedgerRow,
    /// The path of its organization.
    pub(super) path: OrganizationPath,
    /// The township around it.
    pub(super) township: Reach,
}

/// The entry, if the caller may correct it: within reach, not the caller's own, and for who does
/// not administer the place what a claim or declaration gave.
pub(super) async fn subject(tx: &Tx, act: &Act, reach: &Reach, by: PersonId, id: EntryId) -> Result<Subject, Failure> {
    let subject = decided_subject(tx, reach, id).await?;
    let Subject { row, path, township } = &subject;
    if members::is_person(tx, row.entry.member, by).await? {
        return Err(Code::LedgerOwnEntry.into());
    }
    if !act.caller.reach(Right::Administer).covers(path) && !of_branch(&root(tx, township, row).await?) {
        return Err(Code::AuthForbidden.into());
    }
    Ok(subject)
}

/// May the caller correct an entry? As for a reversal of their own decision: within the reach of their
/// right to correct, not their own, and for who does not administer the place what a claim or
/// declaration gave.
///
/// # Errors
/// `auth.forbidden`, `ledger.entry_not_found`, `ledger.own_entry`.
pub(crate) async fn check_correctable(tx: &Tx, act: &Act, by: PersonId, id: EntryId) -> Result<(), Failure> {
    let reach = act.caller.reach(Right::Correct);
    if reach.is_empty() {
        return Err(Code::AuthForbidden.into());
    }
    subject(tx, act, &reach, by, id).await.map(|_| ())
}

/// The entry within reach, for a correction that the committee has decided on already.
pub(super) async fn decided_subject(tx: &Tx, reach: &Reach, id: EntryId) -> Result<Subject, Failure> {
    let row = rows::entry(tx, reach, id).await?.ok_or(Code::LedgerEntryNotFound)?;
    let path = path_of(tx, row.entry.draft.organization).await?;
    let township = Reach::township_of(&path);
    Ok(Subject { row, path, township })
}

/// Does an entry come from a claim or declaration, which the branch decided on?
fn of_branch(root: &Entry) -> bool {
    matches!(root.draft.source.kind, SourceKind::Claim | SourceKind::Declaration)
}

/// The entry at the beginning of the corrections.
pub(super) async fn root(tx: &Tx, township: &Reach, row: &LedgerRow) -> Result<Entry, Failure> {
    let mut entry = row.entry.clone();
    while let Some(corrected) = entry.draft.reverses {
        entry = written(tx, township, corrected).await?.entry;
    }
    Ok(entry)
}

/// The path of an organization that an entry names.
pub(super) async fn path_of(tx: &Tx, id: OrganizationId) -> Result<OrganizationPath, Failure> {
    let organization = organizations::find_open(tx, id).await?;
    Ok(organization.ok_or_else(|| StoreError::corrupt("an entry of an unknown organization"))?.path)
}

/// The entry that was just written, as it reads now.
pub(super) async fn written(tx: &Tx, township: &Reach, id: EntryId) -> Result<LedgerRow, Failure> {
    let row = rows::entry(tx, township, id).await?;
    Ok(row.ok_or_else(|| StoreError::corrupt("an entry vanished"))?)
}

impl From<ReversalError> for Failure {
    fn from(error: ReversalError) -> Self {
        match error {
            ReversalError::NoSuchEntry => Code::LedgerEntryNotFound.into(),
            ReversalError::IsReversal | ReversalError::IsConsequence => Code::LedgerNotReversible.into(),
            ReversalError::AlreadyReversed { by } => {
                Problem::new(Code::LedgerAlreadyReversed).member("reversalId", by.0).into()
            }
            ReversalError::AlreadyReinstated => Code::LedgerAlreadyReinstated.into(),
            ReversalError::NotAReversal => Code::LedgerNotAReversal.into(),
            ReversalError::UnitClosed => Code::PeriodClosed.into(),
        }
    }
}
