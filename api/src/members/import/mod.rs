//! Importing a roster (花名册) from an xlsx file.
//!
//! [`import`] is what the command line calls; the route beside it does the same inside a command.
//! The file is read in a blocking task, then one transaction reads the rows against the township,
//! matches them to who is known, and writes: all rows or none, unless asked to skip the bad ones.
//! What is doubtful is listed for a person and never written; importing twice changes nothing.

mod apply;
mod branches;
mod read;
mod rejects;
mod report;
mod route;
mod upload;

use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::organizations;

use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::{Code, Language, Problem};
use crate::ledger::grant_running_base;

pub use rejects::get_rejects;
pub use report::{CountOut, DoubtOut, ImportReport, RowFaultOut};
pub use route::import_roster;
pub(crate) use upload::{RosterForm, file as uploaded};

/// How to import.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportOptions {
    /// Only say what would happen.
    pub dry_run: bool,
    /// Import the good rows although some are bad.
    pub skip_invalid: bool,
    /// For a first import: make branches that the roster names and the township lacks, their kind
    /// taken from the name (村, 企业, 机关).
    pub create_branches: bool,
    /// The language of reasons.
    pub language: Language,
}

/// Imports a roster into a township and grants newcomers their base points. Whether anything was
/// written is for [`ImportReport::applied`] to say: not in a dry run, and not where rows are bad
/// and were not to be skipped.
///
/// # Errors
/// `roster.unreadable`, `rulebook.not_found`, `organization.not_found`, or the store's fault.
pub async fn import(
    app: &App,
    act: &Act,
    township: OrganizationId,
    bytes: Vec<u8>,
    options: ImportOptions,
) -> Result<ImportReport, Problem> {
    let sheet = read::sheet(app, bytes).await?;
    let find = async |tx: &Tx| -> Result<_, StoreError> { organizations::find_open(tx, township).await };
    let township = app.database.read(find).await?.ok_or(Code::OrganizationNotFound)?;
    let apply =
        async |tx: &Tx| -> Result<_, Failure> { apply::apply(tx, &app.vault, act, &township, &sheet, options).await };
    let report = if options.dry_run {
        app.database.read(apply).await?
    } else {
        app.database.transact("members.import", apply).await?
    };
    if report.applied && report.created > 0 {
        grant_running_base(app, act, township.id).await?;
    }
    Ok(report)
}
