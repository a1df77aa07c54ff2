//! What a migration is here: one table, one column or one index, made and unmade, safe to run twice.
//!
//! MySQL commits DDL at once, so a crash may leave the change made but not recorded: every
//! step first looks whether its work is done.

use sea_orm_migration::async_trait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;
use sea_orm_migration::sea_query::{IndexCreateStatement, TableCreateStatement};

/// One migration: a name, and the one statement that it runs.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) change: Change,
}

pub(crate) enum Change {
    /// A new table; the function builds it without the options of one database.
    Table(&'static str, fn() -> TableCreateStatement),
    /// A new column of a table that is there already: nullable or with a default, since old rows and
    /// old replicas know nothing of it.
    Column { table: &'static str, name: &'static str, column: fn() -> ColumnDef },
    /// A new index that is not part of a table's own definition.
    Index { table: &'static str, name: &'static str, columns: &'static [&'static str] },
}

impl Step {
    pub(crate) fn table(name: &'static str, table: &'static str, build: fn() -> TableCreateStatement) -> Box<Self> {
        Box::new(Self { name, change: Change::Table(table, build) })
    }

    pub(crate) fn column(
        name: &'static str,
        table: &'static str,
        column: &'static str,
        build: fn() -> ColumnDef,
    ) -> Box<Self> {
        Box::new(Self { name, change: Change::Column { table, name: column, column: build } })
    }

    pub(crate) fn index(
        name: &'static str,
        table: &'static str,
        index: &'static str,
        columns: &'static [&'static str],
    ) -> Box<Self> {
        Box::new(Self { name, change: Change::Index { table, name: index, columns } })
    }
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[expect(elided_lifetimes_in_paths, reason = "async_trait must see the signatures as the trait writes them")]
#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match self.change {
            Change::Table(table, build) => {
                let mut statement = build();
                statement.table(Alias::new(table)).if_not_exists();
                if manager.get_database_backend() == DbBackend::MySql {
                    // Byte-wise order and equality, as SQLite has; every character of every name.
                    statement.engine("InnoDB").character_set("utf8mb4").collate("utf8mb4_bin");
                }
                manager.create_table(statement).await
            }
            Change::Column { table, name, column } => {
                if manager.has_column(table, name).await? {
                    return Ok(());
                }
                manager.alter_table(Table::alter().table(Alias::new(table)).add_column(column()).to_owned()).await
            }
            Change::Index { table, name, columns } => {
                if manager.has_index(table, name).await? {
                    return Ok(());
                }
                let mut statement = IndexCreateStatement::new();
                statement.name(name).table(Alias::new(table));
                for column in columns {
                    statement.col(Alias::new(*column));
                }
                manager.create_index(statement).await
            }
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match self.change {
            Change::Table(table, _) => {
                manager.drop_table(Table::drop().table(Alias::new(table)).if_exists().to_owned()).await
            }
            Change::Column { table, name, .. } => {
                if !manager.has_column(table, name).await? {
                    return Ok(());
                }
                manager
                    .alter_table(Table::alter().table(Alias::new(table)).drop_column(Alias::new(name)).to_owned())
                    .await
            }
            Change::Index { table, name, .. } => {
                if !manager.has_index(table, name).await? {
                    return Ok(());
                }
                manager.drop_index(Index::drop().name(name).table(Alias::new(table)).to_owned()).await
            }
        }
    }
}
