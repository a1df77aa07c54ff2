//! Opening the database.

use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, DatabaseConnection, DbBackend};
use secrecy::{ExposeSecret, SecretString};
use xianfeng_migrations::{Migrator, MigratorTrait};

use super::error::StoreResult;

/// Where the database is and how many connections it may take.
#[derive(Clone, Debug)]
pub struct DatabaseSettings {
    /// `sqlite://path/to/file.db` or `mysql://user:password@host:port/name`. Secret, since it may
    /// hold the password.
    pub url: SecretString,
    /// Connections: all of them on MySQL; readers on SQLite, which has one writer besides.
    pub max_connections: u32,
    /// How long a request waits for a connection. Short: a user waits behind it.
    pub acquire_timeout: Duration,
}

/// The open database.
#[derive(Clone, Debug)]
pub struct Database {
    pub(super) writer: DatabaseConnection,
    pub(super) reader: DatabaseConnection,
    pub(super) backend: DbBackend,
}

impl Database {
    /// Opens the database; a SQLite file is created when missing.
    ///
    /// # Errors
    /// [`super::StoreError::Unavailable`] when it cannot be reached.
    pub async fn open(settings: &DatabaseSettings) -> StoreResult<Self> {
        let url = settings.url.expose_secret();
        if url.starts_with("sqlite:") {
            // One writer, always: a pool of writers only makes them wait for each other blindly.
            let writer = connect(sqlite(settings, 1, false)).await?;
            let reader = connect(sqlite(settings, settings.max_connections.max(1), true)).await?;
            return Ok(Self { writer, reader, backend: DbBackend::Sqlite });
        }
        let pool = connect(mysql(settings)).await?;
        Ok(Self { writer: pool.clone(), reader: pool, backend: DbBackend::MySql })
    }

    /// Brings the schema up to date. Safe to run again, and while an older release still serves.
    ///
    /// # Errors
    /// The database's fault; the steps that ran stay.
    pub async fn migrate(&self) -> StoreResult<()> {
        Ok(Migrator::up(&self.writer, None).await?)
    }

    /// Undoes the whole schema: for the rehearsal of migrations only.
    ///
    /// # Errors
    /// The database's fault.
    pub async fn migrate_down(&self) -> StoreResult<()> {
        Ok(Migrator::down(&self.writer, None).await?)
    }

    /// Migrations that have not run yet.
    ///
    /// # Errors
    /// The database's fault.
    pub async fn pending_migrations(&self) -> StoreResult<usize> {
        Ok(Migrator::get_pending_migrations(&self.reader).await?.len())
    }

    /// Does it answer?
    ///
    /// # Errors
    /// [`super::StoreError::Unavailable`] when it does not.
    pub async fn ping(&self) -> StoreResult<()> {
        Ok(self.reader.ping().await?)
    }

    /// SQLite writes a consistent copy of itself beside the running server.
    ///
    /// # Errors
    /// [`super::StoreError::Other`] on MySQL, whose own tools do this, or when the file exists.
    pub async fn copy_to(&self, path: &str) -> StoreResult<()> {
        use sea_orm::{ConnectionTrait, Statement};
        let statement = Statement::from_sql_and_values(self.backend, "VACUUM INTO ?", [path.into()]);
        self.reader.execute_raw(statement).await?;
        Ok(())
    }

    /// Is this MySQL or MariaDB?
    pub fn is_mysql(&self) -> bool {
        self.backend == DbBackend::MySql
    }

    /// Closes the connections; a SQLite file is complete in itself afterwards.
    ///
    /// # Errors
    /// The database's fault.
    pub async fn close(self) -> StoreResult<()> {
        let reader = (self.backend == DbBackend::Sqlite).then_some(self.reader);
        self.writer.close().await?;
        if let Some(reader) = reader {
            reader.close().await?;
        }
        Ok(())
    }
}

async fn connect(options: ConnectOptions) -> StoreResult<DatabaseConnection> {
    Ok(sea_orm::Database::connect(options).await?)
}

fn sqlite(settings: &DatabaseSettings, connections: u32, reader: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(settings.url.expose_secret());
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(settings.acquire_timeout)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            let sqlite = sqlite
                .create_if_missing(!reader)
                .journal_mode(SqliteJournalMode::Wal)
                // FULL: what was answered survives a power cut.
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(5))
                .foreign_keys(true)
                .pragma("temp_store", "memory");
            if reader { sqlite.pragma("query_only", "true") } else { sqlite }
        });
    // The one writer serves the requests in turn: under a burst the queue is longer than a
    // reader's.
    if !reader {
        options.acquire_timeout(settings.acquire_timeout.max(Duration::from_secs(20)));
    }
    options
}

fn mysql(settings: &DatabaseSettings) -> ConnectOptions {
    let mut options = ConnectOptions::new(settings.url.expose_secret());
    options
        .max_connections(settings.max_connections.max(2))
        .min_connections(1)
        .acquire_timeout(settings.acquire_timeout)
        .sqlx_logging(false)
        .map_sqlx_mysql_opts(|mysql| mysql.charset("utf8mb4").collation("utf8mb4_bin"));
    options
}
