//! Carrying out a plan: the township is founded, then every step goes through the use case that a
//! request would go through, with the time that the plan says.
//!
//! A day of the plan is one transaction. An interrupted load is not taken up again: whoever loads
//! a directory begins with an empty database (see `directory`).

mod audit;
mod closings;
mod found;
mod life;
mod parts;
mod pictures;
mod shops;
mod steps;
mod year;

use chrono::TimeDelta;
use indicatif::ProgressBar;
use xianfeng_api::auth::{Act, Caller};
use xianfeng_api::http::problem::Problem;
use xianfeng_api::{App, Failure, tasks};
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::time::{Day, day_of, start_of};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::evidence::Picture;
use xianfeng_infra::installation::{self, InstallationKind};

use crate::township::{Plan, Seat, Step};

pub use pictures::PICTURES;

/// Why a plan could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The database holds another installation.
    #[error("the database belongs to another installation: the demonstration writes to its own only")]
    NotOurs,
    /// The database holds a township already.
    #[error("the database is not empty")]
    NotEmpty,
    /// A use case refused a step, which no plan may cause.
    #[error("the steps of {day} were refused: {why}")]
    Refused {
        /// The day.
        day: Day,
        /// The refusal.
        why: Problem,
    },
    /// The database's fault.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A picture could not be drawn or kept.
    #[error("a picture could not be kept: {0}")]
    Picture(String),
}

/// The founded township: what stands for the plan's places in the database.
#[derive(Debug)]
struct World {
    township: Organization,
    branches: Vec<Organization>,
    /// Who acts, by place among the plan's people; none for who has no account.
    callers: Vec<Option<Caller>>,
    /// Members with their places among the plan's people, in roster order.
    members: Vec<(MemberId, usize)>,
    pictures: Vec<Picture>,
}

impl World {
    fn organization(&self, seat: Seat) -> Option<&Organization> {
        match seat {
            Seat::Township => Some(&self.township),
            Seat::Branch(at) => self.branches.get(at),
        }
    }

    fn act(&self, step: &Step) -> Result<Act, Failure> {
        let caller = self.callers.get(step.by).cloned().flatten();
        let caller = caller.ok_or_else(|| StoreError::corrupt("the plan lets somebody act who has no account"))?;
        Ok(Act { caller, now: step.at, meta: None })
    }
}

/// Carries out a plan in a migrated, empty database; answers the township.
///
/// # Errors
/// See [`LoadError`].
pub async fn load(app: &App, plan: &Plan, progress: &ProgressBar) -> Result<OrganizationId, LoadError> {
    let begins_at = start_of(plan.begins_on) - TimeDelta::hours(1);
    let claim = async |tx: &Tx| installation::claim_kind(tx, InstallationKind::Demo, begins_at).await;
    if app.database.transact("demo.claim", claim).await? != InstallationKind::Demo {
        return Err(LoadError::NotOurs);
    }
    progress.set_length(u64::try_from(plan.steps.len()).unwrap_or_default());
    let drawn = pictures::draw(app).await?;
    let found = async |tx: &Tx| found::found(tx, app, plan, &drawn, begins_at).await;
    let world = app.database.transact("demo.found", found).await?.ok_or(LoadError::NotEmpty)?;

    let mut written = steps::Written::default();
    for day in plan.steps.chunk_by(|one, next| day_of(one.at) == day_of(next.at)) {
        let Some(first) = day.first() else { continue };
        let today = day_of(first.at);
        expire(app, today).await?;
        // Run again whole if it must be: so it begins from what is committed.
        let run = async |tx: &Tx| -> Result<steps::Written, Failure> {
            let mut written = written.clone();
            for step in day {
                steps::perform(tx, app, plan, &world, &mut written, step).await?;
            }
            Ok(written)
        };
        written = app.database.transact("demo.day", run).await.map_err(|failure| refused(today, failure))?;
        progress.inc(u64::try_from(day.len()).unwrap_or_default());
    }
    parts::fill(&parts::Parts { app, plan, world: &world }).await.map_err(|failure| refused(plan.today, failure))?;
    expire(app, plan.today).await?;
    Ok(world.township.id)
}

/// What ran out before a day, as the service's worker would have ended it.
async fn expire(app: &App, day: Day) -> Result<(), LoadError> {
    while tasks::expire_overdue(app, start_of(day)).await.map_err(|failure| refused(day, failure))? > 0 {}
    Ok(())
}

fn refused(day: Day, failure: Failure) -> LoadError {
    match failure {
        Failure::Store(error) => error.into(),
        Failure::Refused(why) => LoadError::Refused { day, why },
    }
}
