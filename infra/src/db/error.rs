//! What can go wrong between a use case and its rows.

use sea_orm::sqlx;
use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// A store's result.
pub type StoreResult<T> = Result<T, StoreError>;

/// Why a store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else changed the row that the decision was made on: the whole transaction
    /// starts again.
    #[error("lost a race for {0}")]
    Race(&'static str),
    /// A unique key refused the row.
    #[error("a unique key refused the row")]
    Duplicate,
    /// The database asks for the transaction to be run again: deadlock, lock wait, busy or a
    /// failed certification.
    #[error("the database asks for another try: {0}")]
    Busy(String),
    /// The database cannot be reached, or has no free connection in time.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// The disk is full: nothing of the transaction was kept.
    #[error("the disk of the database is full")]
    Full,
    /// A row says what the domain cannot read.
    #[error("a stored value is not readable: {0}")]
    Corrupt(String),
    /// Any other fault of the database.
    #[error("the database failed: {0}")]
    Other(String),
}

impl StoreError {
    /// A stored value that the domain does not know.
    pub fn corrupt(what: impl Into<String>) -> Self {
        Self::Corrupt(what.into())
    }

    /// May the whole transaction be run again?
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Race(_) | Self::Busy(_))
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(_)) = error.sql_err() {
            return Self::Duplicate;
        }
        match &error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(error.to_string()),
            DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
                from_driver(cause, &error)
            }
            _ => Self::Other(error.to_string()),
        }
    }
}

fn from_driver(cause: &sqlx::Error, error: &DbErr) -> StoreError {
    match cause {
        sqlx::Error::Database(database) => {
            if let Some(mysql) = database.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>() {
                return match mysql.number() {
                    // Lock wait time-out, deadlock (and a failed certification under Galera).
                    1205 | 1213 => StoreError::Busy(error.to_string()),
                    // Disk full, table full, out of space while sorting.
                    1021 | 1114 | 3 => StoreError::Full,
                    // Shutting down, too many connections, read only while failing over, not in a cluster.
                    1040 | 1053 | 1290 | 1047 => StoreError::Unavailable(error.to_string()),
                    _ => StoreError::Other(error.to_string()),
                };
            }
            let primary = database.code().and_then(|code| code.parse::<u32>().ok()).map(|code| code & 0xff);
            match primary {
                // SQLITE_BUSY, SQLITE_LOCKED
                Some(5 | 6) => StoreError::Busy(error.to_string()),
                // SQLITE_FULL
                Some(13) => StoreError::Full,
                _ => StoreError::Other(error.to_string()),
            }
        }
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
            StoreError::Unavailable(error.to_string())
        }
        _ => StoreError::Other(error.to_string()),
    }
}
