//! The tables, one a feature. Columns: nobody, unbound account, member of A, member of B, reviewer
//! of A, secretary of A, secretary of B, township administrator, overseer, activist.

mod accounts;
mod boards;
mod ledger;
mod organizations;
mod people;
mod tasks;
mod zeroings;

/// Rows of operation and letters.
pub(super) type Table = &'static [(&'static str, &'static str)];

/// Every table.
pub(super) const TABLES: [Table; 7] =
    [accounts::ROWS, boards::ROWS, ledger::ROWS, organizations::ROWS, people::ROWS, tasks::ROWS, zeroings::ROWS];
