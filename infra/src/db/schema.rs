//! The schema of an open database: migrations, and the copy that SQLite makes of itself.

use std::path::Path;

use sea_orm::{ConnectionTrait, DbErr, Statement};
use xianfeng_migrations::{MigrationStatus, Migrator, MigratorTrait};

use super::connect::Database;
use super::error::{StoreError, StoreResult};

/// A migration and whether it has run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// Its name, `m0001_…`.
    pub name: String,
    /// Has it run?
    pub applied: bool,
}

impl Database {
    /// Brings the schema up to date. Safe to run again, and while an older release still serves.
    ///
    /// # Errors
    /// The database's fault; the steps that ran stay.
    pub async fn migrate(&self) -> StoreResult<()> {
        Ok(Migrator::up(&self.writer, None).await?)
    }

    /// Runs the next migration, for who shows the progress.
    ///
    /// # Errors
    /// The database's fault.
    pub async fn migrate_one(&self) -> StoreResult<()> {
        Ok(Migrator::up(&self.writer, Some(1)).await?)
    }

    /// Undoes the whole schema: for the rehearsal of migrations only.
    ///
    /// # Errors
    /// The database's fault.
    pub async fn migrate_down(&self) -> StoreResult<()> {
        Ok(Migrator::down(&self.writer, None).await?)
    }

    /// All migrations of this release, in order. Writes nothing.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when a newer release has been at work here.
    pub async fn migrations(&self) -> StoreResult<Vec<Migration>> {
        let found = Migrator::get_migration_with_status_read_only(&self.reader).await.map_err(|error| match error {
            DbErr::Custom(_) => StoreError::corrupt("the schema has migrations of a newer release"),
            error => error.into(),
        })?;
        let migration = |found: &xianfeng_migrations::Migration| Migration {
            name: found.name().to_owned(),
            applied: found.status() == MigrationStatus::Applied,
        };
        Ok(found.iter().map(migration).collect())
    }

    /// How many migrations have not run yet.
    ///
    /// # Errors
    /// As [`migrations`](Self::migrations).
    pub async fn pending_migrations(&self) -> StoreResult<usize> {
        Ok(self.migrations().await?.iter().filter(|migration| !migration.applied).count())
    }

    /// SQLite writes a consistent copy of itself. It only reads, so that another process goes on
    /// serving; this one's writer is busy meanwhile, since readers refuse to write even a copy.
    ///
    /// # Errors
    /// [`StoreError::Other`] on MySQL, whose own tools do this, or when the file exists.
    pub async fn copy_to(&self, path: &Path) -> StoreResult<()> {
        let path = path.to_str().ok_or_else(|| StoreError::Other("the path is not UTF-8".to_owned()))?;
        let statement = Statement::from_sql_and_values(self.backend, "VACUUM INTO ?", [path.into()]);
        self.writer.execute_raw(statement).await?;
        Ok(())
    }

    /// What SQLite finds wrong with its own file, a line each; empty on MySQL, which checks
    /// itself.
    ///
    /// # Errors
    /// The database's fault.
    pub async fn integrity_faults(&self) -> StoreResult<Vec<String>> {
        if self.is_mysql() {
            return Ok(Vec::new());
        }
        let statement = Statement::from_string(self.backend, "PRAGMA integrity_check(20)");
        let rows = self.reader.query_all_raw(statement).await?;
        let lines = rows.iter().map(|row| row.try_get_by_index::<String>(0)).collect::<Result<Vec<_>, _>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }
}
