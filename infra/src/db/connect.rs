//! Opening the database.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::sqlx::mysql::MySqlSslMode;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, DatabaseConnection, DbBackend};
use secrecy::{ExposeSecret, SecretString};

use super::error::{StoreError, StoreResult};

/// How far TLS to MySQL is demanded; the meaning of MySQL's own `--ssl-mode`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DatabaseTls {
    /// Never.
    Disabled,
    /// If the server offers it.
    #[default]
    Preferred,
    /// Always, with any certificate.
    Required,
    /// Always, with a certificate of the authority.
    VerifyCa,
    /// As `VerifyCa`, and for this host name.
    VerifyIdentity,
}

/// Where the database is and how many connections it may take.
#[derive(Clone, Debug)]
pub struct DatabaseSettings {
    /// `sqlite://path/to/file.db` or `mysql://user:password@host:port/name`. Secret, since it may
    /// hold the password.
    pub url: SecretString,
    /// Connections: all of them on MySQL; readers on SQLite, which has one writer besides.
    pub max_connections: u32,
    /// Connections that are kept open.
    pub min_connections: u32,
    /// How long a request waits for a connection. Short: a user waits behind it.
    pub acquire_timeout: Duration,
    /// Until an idle connection is closed.
    pub idle_timeout: Duration,
    /// Until any connection is replaced.
    pub max_lifetime: Duration,
    /// MySQL: how far TLS is demanded.
    pub tls: DatabaseTls,
    /// MySQL: PEM file of the authority for the `Verify` kinds.
    pub tls_ca: Option<PathBuf>,
    /// SQLite: how long to wait while another process writes.
    pub busy_timeout: Duration,
}

impl DatabaseSettings {
    /// An address with the defaults of everything else.
    pub fn new(url: impl Into<SecretString>) -> Self {
        Self {
            url: url.into(),
            max_connections: 16,
            min_connections: 1,
            acquire_timeout: Duration::from_secs(2),
            idle_timeout: Duration::from_secs(600),
            max_lifetime: Duration::from_secs(1800),
            tls: DatabaseTls::default(),
            tls_ca: None,
            busy_timeout: Duration::from_secs(5),
        }
    }

    /// The file, where the address names SQLite.
    pub fn sqlite_file(&self) -> Option<&Path> {
        let url = self.url.expose_secret();
        url.strip_prefix("sqlite:").map(|path| Path::new(path.strip_prefix("//").unwrap_or(path)))
    }
}

/// The open database.
#[derive(Clone, Debug)]
pub struct Database {
    pub(super) writer: DatabaseConnection,
    pub(super) reader: DatabaseConnection,
    pub(super) backend: DbBackend,
}

impl Database {
    /// Opens the database; a SQLite file is created when missing, with its directory.
    ///
    /// # Errors
    /// [`super::StoreError::Unavailable`] when it cannot be reached.
    pub async fn open(settings: &DatabaseSettings) -> StoreResult<Self> {
        if let Some(file) = settings.sqlite_file() {
            make_file(file)?;
            // One writer, always: a pool of writers only makes them wait for each other blindly.
            let writer = connect(sqlite(settings, 1, false)).await?;
            let reader = connect(sqlite(settings, settings.max_connections.max(1), true)).await?;
            return Ok(Self { writer, reader, backend: DbBackend::Sqlite });
        }
        let pool = connect(mysql(settings)).await?;
        Ok(Self { writer: pool.clone(), reader: pool, backend: DbBackend::MySql })
    }

    /// Does it answer?
    ///
    /// # Errors
    /// [`super::StoreError::Unavailable`] when it does not.
    pub async fn ping(&self) -> StoreResult<()> {
        Ok(self.reader.ping().await?)
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

/// Makes the directory and the empty file, which nobody else on the machine may read: it holds
/// names and points. SQLite gives its side files the same rights.
fn make_file(file: &Path) -> StoreResult<()> {
    let failed = |cause: std::io::Error| {
        StoreError::Unavailable(format!("the file {} cannot be made ({})", file.display(), cause.kind()))
    };
    if let Some(directory) = file.parent().filter(|directory| !directory.as_os_str().is_empty()) {
        std::fs::create_dir_all(directory).map_err(failed)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(cause) if cause.kind() != std::io::ErrorKind::AlreadyExists => Err(failed(cause)),
        _ => Ok(()),
    }
}

fn pool(settings: &DatabaseSettings, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(settings.url.expose_secret());
    options
        .max_connections(connections)
        .min_connections(settings.min_connections.min(connections))
        .acquire_timeout(settings.acquire_timeout)
        .idle_timeout(settings.idle_timeout)
        .max_lifetime(settings.max_lifetime)
        .sqlx_logging(false);
    options
}

fn sqlite(settings: &DatabaseSettings, connections: u32, reader: bool) -> ConnectOptions {
    let busy_timeout = settings.busy_timeout;
    let mut options = pool(settings, connections);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite
            .create_if_missing(!reader)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: what was answered survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(busy_timeout)
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
    let mode = match settings.tls {
        DatabaseTls::Disabled => MySqlSslMode::Disabled,
        DatabaseTls::Preferred => MySqlSslMode::Preferred,
        DatabaseTls::Required => MySqlSslMode::Required,
        DatabaseTls::VerifyCa => MySqlSslMode::VerifyCa,
        DatabaseTls::VerifyIdentity => MySqlSslMode::VerifyIdentity,
    };
    let authority = settings.tls_ca.clone();
    let mut options = pool(settings, settings.max_connections.max(2));
    options.map_sqlx_mysql_opts(move |mysql| {
        let mysql = mysql.charset("utf8mb4").collation("utf8mb4_bin").ssl_mode(mode);
        match &authority {
            Some(file) => mysql.ssl_ca(file),
            None => mysql,
        }
    });
    options
}
