//! What there is to do, one small step at a time.

use std::time::Duration;

use chrono::{DateTime, Utc};
use xianfeng_domain::desk::FORGOTTEN_HOURS;
use xianfeng_domain::time::{Period, day_of};
use xianfeng_infra::boards::BoardsError;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{accounts, idempotency, organizations, outbox, strangers};

use crate::app::App;
use crate::assistance;
use crate::auth::Act;
use crate::closings;
use crate::contents;
use crate::failure::Failure;
use crate::files;
use crate::grids;
use crate::help_cases;
use crate::http::problem::Problem;
use crate::inbox;
use crate::ledger;
use crate::messages;
use crate::moderation;
use crate::objections;
use crate::posts;
use crate::privacy;
use crate::purse;
use crate::push;
use crate::redemption;
use crate::settlements;
use crate::suggestions;
use crate::tasks;

/// How long first replies are kept (invariant 6).
const KEYS_KEPT: Duration = Duration::from_secs(14 * 86_400);

/// How many keys go in one step.
const KEYS_AT_ONCE: u64 = 200;

/// How long sessions, invites and requests to bind anew are kept after they are over.
const SESSIONS_KEPT: Duration = Duration::from_secs(30 * 86_400);

/// How many of each go in one step.
const SESSIONS_AT_ONCE: u64 = 200;

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

/// Makes the enum of a table whose rows read `Variant "name" SECONDS step;`: the name in logs and metrics,
/// how long to rest when nothing is left to do, and the function that does a little of it.
macro_rules! jobs {
    ($($(#[$doc:meta])* $variant:ident $name:literal $rest:literal $step:path;)*) => {
        /// A kind of background work.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Job {
            $($(#[$doc])* $variant,)*
        }

        impl Job {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in logs and metrics.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How long to rest when nothing is left to do.
            pub const fn rest(self) -> Duration {
                Duration::from_secs(match self { $(Self::$variant => $rest,)* })
            }

            /// Does a little of it; says how much, zero when nothing was left.
            ///
            /// # Errors
            /// See [`WorkError`]; what is not done stays to be done.
            pub async fn step(self, app: &App, now: DateTime<Utc>) -> Result<usize, WorkError> {
                match self { $(Self::$variant => Ok($step(app, now).await?),)* }
            }
        }
    };
}

jobs! {
    /// The boards show what the outbox asks for.
    DrainBoards "drain_boards" 1 drain_boards;
    /// Closings that were interrupted go on.
    RunClosings "run_closings" 5 closings::run_unfinished;
    /// Settlements that were interrupted go on.
    IssueSettlements "issue_settlements" 5 settlements::issue_unfinished;
    /// The boards are built anew where the day has turned or Redis has lost them.
    RefreshBoards "refresh_boards" 60 refresh_boards;
    /// What is approved is published once content safety has passed it and its time has come.
    PublishContents "publish_contents" 15 contents::publish_waiting;
    /// Suggestions that nobody answered in time go to the township; before that somebody is reminded.
    ChaseSuggestions "chase_suggestions" 600 suggestions::chase;
    /// Overdue claims release their place.
    ExpireClaims "expire_claims" 60 tasks::expire_overdue;
    /// Orders that nobody collects give back goods and points.
    EndOrders "end_orders" 60 redemption::end_overdue_orders;
    /// Coupons whose day has passed are taken out, and low pools are told.
    SweepCoupons "sweep_coupons" 600 redemption::sweep_coupons;
    /// The files of pictures that nobody needs are deleted.
    DeletePictures "delete_pictures" 60 delete_pictures;
    /// Uploads that no claim took are forgotten.
    SweepUploads "sweep_uploads" 600 files::sweep_unclaimed;
    /// What WeChat pushed is worked on.
    HandlePushes "handle_pushes" 1 push::handle_pushes;
    /// WeChat is asked about texts and pictures that wait for its verdict.
    CheckTexts "check_texts" 5 moderation::look_due;
    /// Texts that are older than content safety are put to be checked.
    CheckOldTexts "check_old_texts" 3600 moderation::submit_old;
    /// Pushed events that nobody will send again are forgotten.
    SweepPushes "sweep_pushes" 3600 push::sweep_pushes;
    /// Base points are granted at the turn of a period, and to who has come since.
    GrantBase "grant_base" 600 grant_base;
    /// Redemption points whose day has passed run out.
    ExpireLots "expire_lots" 600 purse::expire_lots;
    /// Members are told of redemption points that run out soon.
    NoticeLots "notice_lots" 600 purse::notice_lots;
    /// Deadlines, reports and reviews that wait are told to whom they concern.
    Remind "remind" 600 inbox::remind;
    /// Helpers and secretaries are reminded of the deadlines of help cases.
    RemindHelp "remind_help" 3600 help_cases::remind_deadlines;
    /// Rights to act for members follow them, run out, and what was done under them is told each morning.
    KeepAssistance "keep_assistance" 600 assistance::keep;
    /// Messages go out by WeChat to who agreed to them.
    DeliverMessages "deliver_messages" 5 messages::deliver;
    /// What nobody has read is put on the call list.
    FillCalls "fill_calls" 3600 messages::fill_calls;
    /// Leaderships of grids whose term is over are written down as ended.
    EndLeaderships "end_leaderships" 600 grids::end_terms;
    /// Posts whose term is over are free again.
    EndPostTerms "end_post_terms" 600 posts::end_terms;
    /// Old idempotency keys are forgotten.
    SweepKeys "sweep_keys" 3600 sweep_keys;
    /// Sessions, invites and requests to bind anew that are long over are forgotten.
    SweepSessions "sweep_sessions" 3600 sweep_sessions;
    /// Messages that were read long ago are forgotten.
    SweepMessages "sweep_messages" 3600 inbox::sweep;
    /// Names and numbers of who objected without an account are forgotten, long after the decision.
    ForgetStrangers "forget_strangers" 3600 objections::forget_strangers;
    /// Names and numbers of villagers who suggested something are forgotten, long after the answer.
    ForgetSuggesters "forget_suggesters" 3600 suggestions::forget_contacts;
    /// Accounts whose week is over are closed, and who left is erased as asked.
    CloseAccounts "close_accounts" 600 privacy::close_due;
}

async fn drain_boards(app: &App, now: DateTime<Utc>) -> Result<usize, WorkError> {
    let waiting = app.database.read(async |tx: &Tx| outbox::waiting(tx).await).await?;
    metrics::gauge!("xianfeng_outbox_waiting").set(u32::try_from(waiting).unwrap_or(u32::MAX));
    Ok(app.boards.drain(now).await?)
}

/// One look builds everything that is stale.
async fn refresh_boards(app: &App, now: DateTime<Utc>) -> Result<usize, WorkError> {
    Ok(app.boards.refresh(now).await.map(|_| 0)?)
}

async fn delete_pictures(app: &App, _: DateTime<Utc>) -> Result<usize, WorkError> {
    Ok(files::delete_unneeded(app).await?)
}

async fn sweep_keys(app: &App, now: DateTime<Utc>) -> Result<usize, WorkError> {
    let old = async |tx: &Tx| idempotency::sweep(tx, now - KEYS_KEPT, KEYS_AT_ONCE).await;
    let gone = app.database.transact("idempotency.sweep", old).await?;
    Ok(usize::try_from(gone).unwrap_or(usize::MAX))
}

/// A batch of each, in a transaction of its own.
async fn sweep_sessions(app: &App, now: DateTime<Utc>) -> Result<usize, WorkError> {
    let (before, limit) = (now - SESSIONS_KEPT, SESSIONS_AT_ONCE);
    let sessions = async |tx: &Tx| accounts::sweep_sessions(tx, before, limit).await;
    let invites = async |tx: &Tx| accounts::sweep_invites(tx, before, limit).await;
    let rebindings = async |tx: &Tx| accounts::sweep_rebindings(tx, before, limit).await;
    let desks = async |tx: &Tx| accounts::sweep_desk_logins(tx, before, limit).await;
    let quiet = now - chrono::Duration::hours(FORGOTTEN_HOURS);
    let tries = async |tx: &Tx| accounts::sweep_desk_tries(tx, quiet, limit).await;
    let today = day_of(now);
    let senders = async |tx: &Tx| strangers::sweep(tx, today, limit).await;
    let gone = app.database.transact("desk_logins.sweep", desks).await?
        + app.database.transact("sender_counts.sweep", senders).await?
        + app.database.transact("desk_tries.sweep", tries).await?
        + app.database.transact("sessions.sweep", sessions).await?
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
