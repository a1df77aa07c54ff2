//! The database schema, one change a file, the same for SQLite and MySQL.
//!
//! Every migration runs one DDL statement, goes up and down, and may be run twice. Code of the
//! release before must work on the schema of the next, so that replicas can be replaced one by
//! one: add first, remove a release later.

mod columns;
mod schema;
mod step;

pub use sea_orm_migration::MigrationStatus;
pub use sea_orm_migration::migrator::Migration;
pub use sea_orm_migration::prelude::MigratorTrait;

use sea_orm_migration::prelude::*;

/// Runs the migrations.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        schema::all()
    }
}
