//! The storage of one test: its own database, key prefix and directory, gone when it is dropped.
//!
//! Which engine is decided outside, by `XIANFENG_TEST_STORAGE`, so that every test runs on both. A server that
//! cannot be reached fails the test; nothing is skipped.

use std::env;
use std::path::Path;

use tempfile::TempDir;
use xianfeng_api::config::Config;

use crate::mysql::MySqlDatabase;
use crate::redis::RedisKeys;
use crate::sqlite;

/// The engines that the tests run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageKind {
    /// A SQLite file, and leaderboards out of it.
    Sqlite,
    /// MySQL or MariaDB, and leaderboards in Redis.
    MySql,
}

impl StorageKind {
    /// The engine that `XIANFENG_TEST_STORAGE` names; SQLite when it is not set.
    ///
    /// # Panics
    /// When it names another one: a slip must not pass for a run on MySQL.
    #[must_use]
    pub fn from_environment() -> Self {
        match env::var("XIANFENG_TEST_STORAGE").as_deref() {
            Ok("sqlite") | Err(env::VarError::NotPresent) => Self::Sqlite,
            Ok("mysql") => Self::MySql,
            other => panic!("XIANFENG_TEST_STORAGE must be \"sqlite\" or \"mysql\", not {other:?}"),
        }
    }
}

/// The storage of one test. Keep it alive as long as the server that uses it.
#[derive(Debug)]
pub struct Storage {
    engine: Engine,
    directory: TempDir,
}

#[derive(Debug)]
enum Engine {
    Sqlite,
    MySql { database: MySqlDatabase, redis: RedisKeys },
}

impl Storage {
    /// Without any table: for tests of the migrations themselves.
    ///
    /// # Panics
    /// When a server is missing.
    pub async fn empty() -> Self {
        let engine = match StorageKind::from_environment() {
            StorageKind::Sqlite => Engine::Sqlite,
            StorageKind::MySql => {
                Engine::MySql { database: MySqlDatabase::create().await, redis: RedisKeys::reserve().await }
            }
        };
        let directory = tempfile::Builder::new().prefix("xianfeng-test-").tempdir();
        Self { engine, directory: directory.expect("a directory for the test") }
    }

    /// With the schema that `migrate` makes in the database at the given address. It runs once per process; later
    /// tests get a copy, so it must always make the same.
    ///
    /// # Panics
    /// When a server is missing.
    pub async fn migrated(migrate: impl AsyncFnOnce(String)) -> Self {
        let storage = Self::empty().await;
        match &storage.engine {
            Engine::Sqlite => sqlite::fill(&storage.sqlite_file(), migrate).await,
            Engine::MySql { database, .. } => database.fill(migrate).await,
        }
        storage
    }

    /// The engine.
    #[must_use]
    pub fn kind(&self) -> StorageKind {
        match self.engine {
            Engine::Sqlite => StorageKind::Sqlite,
            Engine::MySql { .. } => StorageKind::MySql,
        }
    }

    /// A directory of the test's own.
    #[must_use]
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// Address of the database.
    #[must_use]
    pub fn database_url(&self) -> String {
        match &self.engine {
            Engine::Sqlite => sqlite::url(&self.sqlite_file()),
            Engine::MySql { database, .. } => database.url(),
        }
    }

    /// Keys and values of the configuration that make a server use this storage; with
    /// [`variable`](xianfeng_api::config::variable) also for the environment of a child process.
    #[must_use]
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let files = self.directory().join("files").display().to_string();
        let mut settings = vec![("database.url", self.database_url()), ("files.directory", files)];
        if let Engine::MySql { redis, .. } = &self.engine {
            settings.push(("redis.urls", redis.url().to_owned()));
            settings.push(("redis.key_prefix", redis.prefix().to_owned()));
        }
        settings
    }

    /// The configuration of a server on this storage, with `more` keys and values over it.
    ///
    /// # Panics
    /// When they make no valid configuration.
    #[must_use]
    pub fn config(&self, more: &[(&str, &str)]) -> Config {
        let settings = self.settings();
        let all = settings.iter().map(|(key, value)| (*key, value.as_str())).chain(more.iter().copied());
        Config::for_tests(self.directory(), all).expect("a valid configuration for the test")
    }

    fn sqlite_file(&self) -> std::path::PathBuf {
        self.directory().join("xianfeng.db")
    }
}
