//! Transactions: named, retried whole a bounded number of times, and the only way to a row.

use std::time::Duration;

use rand::Rng;
use sea_orm::{
    AccessMode, DatabaseTransaction, DbBackend, IsolationLevel, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use super::connect::Database;
use super::error::{StoreError, StoreResult};

/// How often a transaction is run at most. 64 approvals at once on one member wait for the row
/// rather than collide, so that more than a handful of tries means trouble.
const TRIES: u32 = 12;

/// The open transaction. Stores take it; nothing else reaches the database.
pub struct Tx {
    inner: DatabaseTransaction,
}

impl Tx {
    pub(crate) fn conn(&self) -> &DatabaseTransaction {
        &self.inner
    }
}

/// An error that a use case may end its transaction with.
pub trait TransactionError: From<StoreError> {
    /// The store's fault inside it, if it is one.
    fn store(&self) -> Option<&StoreError>;
}

impl TransactionError for StoreError {
    fn store(&self) -> Option<&StoreError> {
        Some(self)
    }
}

impl Database {
    /// Runs `work` in one write transaction and commits it when it answers `Ok`.
    ///
    /// The whole of `work` runs again after a deadlock, a busy database or a lost race, so it
    /// must have no effect outside the transaction. `name` is the metric's label.
    ///
    /// # Errors
    /// What `work` answers, after a rollback; or the database's own fault.
    pub async fn transact<T, E, F>(&self, name: &'static str, work: F) -> Result<T, E>
    where
        E: TransactionError,
        F: AsyncFn(&Tx) -> Result<T, E>,
    {
        let mut attempt = 1;
        loop {
            let error = match self.attempt(&work).await {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            if attempt == TRIES || !error.store().is_some_and(StoreError::is_retryable) {
                return Err(error);
            }
            metrics::counter!("xianfeng_transaction_retries_total", "transaction" => name).increment(1);
            tokio::time::sleep(pause(attempt)).await;
            attempt += 1;
        }
    }

    async fn attempt<T, E, F>(&self, work: &F) -> Result<T, E>
    where
        E: TransactionError,
        F: AsyncFn(&Tx) -> Result<T, E>,
    {
        let tx = self.begin_write().await?;
        match work(&tx).await {
            Ok(value) => {
                tx.inner.commit().await.map_err(StoreError::from)?;
                Ok(value)
            }
            Err(error) => {
                // The first error is the one to tell; a failed rollback ends with the connection.
                let _ = tx.inner.rollback().await;
                Err(error)
            }
        }
    }

    /// Runs `work` on one consistent snapshot, which it cannot write to.
    ///
    /// # Errors
    /// What `work` answers, or the database's own fault.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: TransactionError,
        F: AsyncFnOnce(&Tx) -> Result<T, E>,
    {
        let tx = self.begin_read().await?;
        let answer = work(&tx).await;
        let _ = tx.inner.rollback().await;
        answer
    }

    async fn begin_write(&self) -> StoreResult<Tx> {
        let mysql = self.backend == DbBackend::MySql;
        let options = TransactionOptions {
            isolation_level: mysql.then_some(IsolationLevel::ReadCommitted),
            // Said although it is the default: a read that was given up before its BEGIN leaves its
            // "read only" behind for the connection's next transaction.
            access_mode: mysql.then_some(AccessMode::ReadWrite),
            sqlite_transaction_mode: (!mysql).then_some(SqliteTransactionMode::Immediate),
        };
        let inner = begin(&self.writer, options).await?;
        Ok(Tx { inner })
    }

    async fn begin_read(&self) -> StoreResult<Tx> {
        let mysql = self.backend == DbBackend::MySql;
        let options = TransactionOptions {
            isolation_level: mysql.then_some(IsolationLevel::RepeatableRead),
            access_mode: mysql.then_some(AccessMode::ReadOnly),
            sqlite_transaction_mode: (!mysql).then_some(SqliteTransactionMode::Deferred),
        };
        let inner = begin(&self.reader, options).await?;
        Ok(Tx { inner })
    }
}

/// Begins in a task of its own, which runs to its end even if the caller is gone (a refused
/// request, a closed connection). Given up half-way, a `BEGIN` would be under way on a pooled
/// connection that does not know of it, and the next user would find a transaction open.
async fn begin(
    connection: &sea_orm::DatabaseConnection,
    options: TransactionOptions,
) -> StoreResult<DatabaseTransaction> {
    let connection = connection.clone();
    #[expect(clippy::disallowed_methods, reason = "the one place where transactions begin")]
    let begun = tokio::spawn(async move { connection.begin_with_options(options).await });
    match begun.await {
        Ok(begun) => Ok(begun?),
        Err(_) => Err(StoreError::Unavailable("the runtime is stopping".to_owned())),
    }
}

/// A short random wait that grows with the attempts, so that two that collided do not again.
fn pause(attempt: u32) -> Duration {
    let bound = 4_u64 << attempt.min(6);
    Duration::from_millis(rand::rng().random_range(1..=bound))
}
