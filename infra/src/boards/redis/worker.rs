//! Bringing Redis up to date: changes from the outbox, and whole townships.

use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::{Organization, OrganizationKind};
use xianfeng_domain::time::day_of;

use super::RedisLeaderboards;
use super::copy::{announce, apply, fill, generations, ready_stamp};
use super::keys::Keys;
use super::snapshot::{Snapshot, by_township, snapshot, stamp};
use crate::boards::BoardsError;
use crate::boards::leaderboards::sendable;
use crate::boards::scope::Tree;
use crate::db::{StoreError, StoreResult, Tx};
use crate::organizations;
use crate::outbox::{self, Job, Topic};

/// How many outbox rows are leased at once: far fewer than can be shown within the lease.
const BATCH: u64 = 200;

impl RedisLeaderboards {
    /// After a failure the next connection is a new one.
    pub(super) async fn noticing<T>(&self, result: Result<T, BoardsError>) -> Result<T, BoardsError> {
        if matches!(result, Err(BoardsError::Redis(_))) {
            self.link.forget().await;
        }
        result
    }

    /// Leases changes, shows them, and only then takes them out of the outbox: whoever dies in
    /// between leaves them to the next, and showing twice does no harm.
    pub(super) async fn show_changes(&self, now: DateTime<Utc>) -> Result<usize, BoardsError> {
        let lease = sendable(move |tx| outbox::lease(tx, Topic::BoardMember, BATCH, now).boxed());
        let jobs = self.db.transact("lease_board_work", lease).await?;
        if jobs.is_empty() {
            return Ok(0);
        }
        let changed = self.db.read(async |tx: &Tx| changed(tx, &jobs, now).await).await?;
        let mut connection = self.link.connection().await?;
        for (township, snapshot) in &changed {
            let keys = Keys::new(&self.prefix, *township);
            for generation in generations(&mut connection, &keys).await? {
                apply(&mut connection, &keys, &generation, &snapshot.members).await?;
            }
        }
        let shown = jobs.len();
        let done = sendable(move |tx| done(tx, jobs.clone()).boxed());
        self.db.transact("finish_board_work", done).await?;
        Ok(shown)
    }

    /// Builds the townships whose copy is made under another stamp than the present one, or gone.
    pub(super) async fn build_stale(&self, now: DateTime<Utc>) -> Result<usize, BoardsError> {
        let mut built = 0;
        for township in self.townships().await? {
            let keys = Keys::new(&self.prefix, township.id);
            let present = async |tx: &Tx| {
                let tree = Tree::load(tx, &township.path, day_of(now)).await?;
                StoreResult::Ok(stamp(&tree, &township.path, day_of(now)))
            };
            let present = self.db.read(present).await?;
            let mut connection = self.link.connection().await?;
            if ready_stamp(&mut connection, &keys).await?.as_ref() != Some(&present) {
                built += usize::from(self.build(&township, now, false).await?);
            }
        }
        Ok(built)
    }

    /// Builds every township; another builder gives way.
    pub(super) async fn build_all(
        &self,
        now: DateTime<Utc>,
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<(), BoardsError> {
        let townships = self.townships().await?;
        for (done, township) in townships.iter().enumerate() {
            progress(done, townships.len());
            if !self.build(township, now, true).await? {
                return Err(BoardsError::Redis("a later rebuild took over".to_owned()));
            }
        }
        progress(townships.len(), townships.len());
        Ok(())
    }

    /// One township in a new generation; says whether it is read now.
    async fn build(&self, township: &Organization, now: DateTime<Utc>, give_way: bool) -> Result<bool, BoardsError> {
        let keys = Keys::new(&self.prefix, township.id);
        let mut connection = self.link.connection().await?;
        let Some(generation) = announce(&mut connection, &keys, give_way).await? else { return Ok(false) };
        let all = self.db.read(async |tx: &Tx| snapshot(tx, &township.path, now, None).await).await?;
        fill(&mut connection, &keys, &generation, &all).await
    }

    async fn townships(&self) -> StoreResult<Vec<Organization>> {
        let all = async |tx: &Tx| {
            let mut townships = Vec::new();
            for root in organizations::roots(tx).await? {
                let below = organizations::under(tx, &root.path).await?;
                townships.extend(below.into_iter().filter(|one| one.kind == OrganizationKind::Township));
            }
            StoreResult::Ok(townships)
        };
        self.db.read(all).await
    }
}

async fn changed(tx: &Tx, jobs: &[Job], now: DateTime<Utc>) -> StoreResult<Vec<(OrganizationId, Snapshot)>> {
    let mut changed = Vec::new();
    for (township, members) in by_township(tx, jobs.iter().map(|job| job.subject)).await? {
        let Some(found) = organizations::find_open(tx, township).await? else { continue };
        changed.push((township, snapshot(tx, &found.path, now, Some(&members)).await?));
    }
    Ok(changed)
}

/// Who lost a lease has shown what another will show again.
async fn done(tx: &Tx, jobs: Vec<Job>) -> StoreResult<()> {
    for job in jobs {
        match outbox::done(tx, job).await {
            Ok(()) | Err(StoreError::Race(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
