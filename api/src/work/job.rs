//! What there is to do, one small step at a time.

use std::time::Duration;

use chrono::{DateTime, Utc};
use xianfeng_domain::time::Period;
use xianfeng_infra::boards::BoardsError;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{accounts, idempotency, organizations, outbox};

use crate::app::App;
use crate::auth::Act;
use crate::closings;
use crate::failure::Failure;
use crate::files;
use crate::help_cases;
use crate::http::problem::Problem;
use crate::inbox;
use crate::ledger;
use crate::tasks;

/// How long first replies are kept (invariant 6).
const KEYS_KEPT: Duration = Duration::from_secs(14 * 86_400);

/// How many keys go in one step.
const KEYS_AT_ONCE: u64 = 200;

/// How long sessions, invites and requests to bind anew are kept after they are over.
const SESSIONS_KEPT: Duration = Duration::from_secs(30 * 86_400);

/// How many of each go in one step.
const SESSIONS_AT_ONCE: u64 = 200;

/// A kind of background work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    /// The boards show what the outbox asks for.
    DrainBoards,
    /// The boards are built anew where the day has turned or Redis has lost them.
    RefreshBoards,
    /// Overdue claims release their place.
    ExpireClaims,
    /// Uploads that no claim took are forgotten.
    SweepUploads,
    /// The files of pictures that nobody needs are deleted.
    DeletePictures,
    /// Old idempotency keys are forgotten.
    SweepKeys,
    /// Sessions, invites and requests to bind anew that are long over are forgotten.
    SweepSessions,
    /// Base points are granted at the turn of a period, and to who has come since.
    GrantBase,
    /// Deadlines, reports and reviews that wait are told to whom they concern.
    Remind,
    /// Messages that were read long ago are forgotten.
    SweepMessages,
    /// Closings that were interrupted go on.
    RunClosings,
    /// Helpers and secretaries are reminded of the deadlines of help cases.
    RemindHelp,
}

/// Why a step failed.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The database's fault.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The boards' fault.
    #[error(transparent)]
    Boards(#[from] BoardsError),
    /// The file store's fault.
    #[error(transparent)]
    Files(#[from] files::DeleteError),
    /// A rule refused what should have been possible.
    #[error("refused: {0}")]
    Refused(Problem),
}

impl From<Failure> for WorkError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(error) => Self::Store(error),
            Failure::Refused(problem) => Self::Refused(problem),
        }
    }
}

impl Job {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::DrainBoards,
        Self::RefreshBoards,
        Self::ExpireClaims,
        Self::SweepUploads,
        Self::DeletePictures,
        Self::SweepKeys,
        Self::SweepSessions,
        Self::GrantBase,
        Self::Remind,
        Self::SweepMessages,
        Self::RunClosings,
        Self::RemindHelp,
    ];

    /// The name in logs and metrics.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DrainBoards => "drain_boards",
            Self::RefreshBoards => "refresh_boards",
            Self::ExpireClaims => "expire_claims",
            Self::SweepUploads => "sweep_uploads",
            Self::DeletePictures => "delete_pictures",
            Self::SweepKeys => "sweep_keys",
            Self::SweepSessions => "sweep_sessions",
            Self::GrantBase => "grant_base",
            Self::Remind => "remind",
            Self::SweepMessages => "sweep_messages",
            Self::RunClosings => "run_closings",
            Self::RemindHelp => "remind_help",
        }
    }

    /// How long to rest when nothing is left to do.
    pub const fn rest(self) -> Duration {
        Duration::from_secs(match self {
            Self::DrainBoards => 1,
            Self::RunClosings => 5,
            Self::RefreshBoards | Self::ExpireClaims | Self::DeletePictures => 60,
            Self::SweepUploads | Self::GrantBase | Self::Remind => 600,
            Self::SweepKeys | Self::SweepSessions | Self::SweepMessages | Self::RemindHelp => 3600,
        })
    }

    /// Does a little of it; says how much, zero when nothing was left.
    ///
    /// # Errors
    /// See [`WorkError`]; what is not done stays to be done.
    pub async fn step(self, app: &App, now: DateTime<Utc>) -> Result<usize, WorkError> {
        match self {
            Self::DrainBoards => {
                let waiting = app.database.read(async |tx: &Tx| outbox::waiting(tx).await).await?;
                metrics::gauge!("xianfeng_outbox_waiting").set(u32::try_from(waiting).unwrap_or(u32::MAX));
                Ok(app.boards.drain(now).await?)
            }
            // One look builds everything that is stale.
            Self::RefreshBoards => Ok(app.boards.refresh(now).await.map(|_| 0)?),
            Self::ExpireClaims => Ok(tasks::expire_overdue(app, now).await?),
            Self::SweepUploads => Ok(files::sweep_unclaimed(app, now).await?),
            Self::DeletePictures => Ok(files::delete_unneeded(app).await?),
            Self::SweepKeys => {
                let old = async |tx: &Tx| idempotency::sweep(tx, now - KEYS_KEPT, KEYS_AT_ONCE).await;
                let gone = app.database.transact("idempotency.sweep", old).await?;
                Ok(usize::try_from(gone).unwrap_or(usize::MAX))
            }
            Self::SweepSessions => sweep_sessions(app, now).await,
            Self::GrantBase => grant_base(app, now).await,
            Self::Remind => Ok(inbox::remind(app, now).await?),
            Self::SweepMessages => Ok(inbox::sweep(app, now).await?),
            Self::RunClosings => Ok(closings::run_unfinished(app, now).await?),
            Self::RemindHelp => Ok(help_cases::remind_deadlines(app, now).await?),
        }
    }
}

/// A batch of each, in a transaction of its own.
async fn sweep_sessions(app: &App, now: DateTime<Utc>) -> Result<usize, WorkError> {
    let (before, limit) = (now - SESSIONS_KEPT, SESSIONS_AT_ONCE);
    let sessions = async |tx: &Tx| accounts::sweep_sessions(tx, before, limit).await;
    let invites = async |tx: &Tx| accounts::sweep_invites(tx, before, limit).await;
    let rebindings = async |tx: &Tx| accounts::sweep_rebindings(tx, before, limit).await;
    let gone = app.database.transact("sessions.sweep", sessions).await?
        + app.database.transact("invites.sweep", invites).await?
        + app.database.transact("rebindings.sweep", rebindings).await?;
    Ok(usize::try_from(gone).unwrap_or(usize::MAX))
}

/// One batch for each township and period that runs now.
async fn grant_base(app: &App, now: DateTime<Utc>) -> Result<usize, WorkError> {
    let act = Act::of_machine(now);
    let townships = app.database.read(async |tx: &Tx| organizations::townships(tx).await).await?;
    let mut granted = 0;
    for township in townships {
        for period in Period::all_containing(act.today()) {
            let grant = async |tx: &Tx| ledger::grant_base(tx, &act, township.id, period).await;
            granted += app.database.transact("ledger.grant_base", grant).await?;
        }
    }
    Ok(granted)
}
