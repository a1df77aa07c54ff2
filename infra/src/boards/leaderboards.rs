//! What every implementation of the boards answers.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use xianfeng_domain::ids::MemberId;

use super::pages::{BoardPage, OwnPlace};
use super::query::{BoardQuery, Position, Reader};
use crate::db::{StoreError, StoreResult, Tx};

/// Why the boards could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum BoardsError {
    /// The database's fault.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Redis cannot be used now. The work stays in the outbox, and reads go to the database.
    #[error("Redis failed: {0}")]
    Redis(String),
}

/// Boards of members. Reads never fail because of Redis, and are never called while a
/// transaction is open: they open their own.
///
/// A worker calls [`drain`](Self::drain) about every second and [`refresh`](Self::refresh) about
/// every minute.
#[async_trait]
pub trait Leaderboards: Send + Sync {
    /// A page of a board: at most `limit` rows after a position.
    ///
    /// # Errors
    /// The database's fault.
    async fn page(
        &self,
        query: &BoardQuery,
        after: Option<Position>,
        limit: u32,
        reader: Reader,
    ) -> StoreResult<BoardPage>;

    /// The place of a member with `around` neighbours on either side.
    ///
    /// # Errors
    /// The database's fault.
    async fn own_place(
        &self,
        query: &BoardQuery,
        member: MemberId,
        around: u32,
        reader: Reader,
    ) -> StoreResult<OwnPlace>;

    /// Shows what the outbox asks for; answers how many pieces of work are done.
    ///
    /// # Errors
    /// See [`BoardsError`]; what is not done stays asked for.
    async fn drain(&self, now: DateTime<Utc>) -> Result<usize, BoardsError>;

    /// Builds anew what no outbox row asks for: the boards of townships where the day has turned,
    /// a rule book came into force or the tree changed, or that Redis has lost. Answers how many
    /// townships were built.
    ///
    /// # Errors
    /// See [`BoardsError`].
    async fn refresh(&self, now: DateTime<Utc>) -> Result<usize, BoardsError>;

    /// Builds everything anew from the ledger's totals, whatever stands there. `progress` gets
    /// the number of townships done and of all.
    ///
    /// # Errors
    /// See [`BoardsError`].
    async fn rebuild(
        &self,
        now: DateTime<Utc>,
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<(), BoardsError>;

    /// Can the copy be reached now? For `/readyz`; without a copy there is nothing to reach.
    ///
    /// # Errors
    /// [`BoardsError::Redis`] when it cannot.
    async fn check(&self) -> Result<(), BoardsError>;
}

/// Types the work of a transaction so that the compiler sees that its future is `Send`, which it
/// cannot for an async closure that captures: workers run on any thread.
pub(super) fn sendable<T, F>(work: F) -> F
where
    F: for<'a> Fn(&'a Tx) -> BoxFuture<'a, StoreResult<T>>,
{
    work
}
