//! The database schema, one change a file, the same for SQLite and MySQL.
