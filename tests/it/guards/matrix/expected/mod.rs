//! The tables, one a feature. Columns: nobody, unbound account, member of A, member of B, reviewer
//! of A, secretary of A, secretary of B, township administrator, overseer, activist.

mod accounts;
mod acting;
mod audits;
mod boards;
mod cards;
mod care;
mod closings;
mod contents;
mod declarations;
mod editions;
mod grids;
mod help_cases;
mod inbox;
mod ledger;
mod meetings;
mod messages;
mod moderation;
mod objections;
mod organizations;
mod people;
mod posts;
mod privacy;
mod purse;
mod redemption;
mod rulebooks;
mod settlements;
mod standing;
mod suggestions;
mod tasks;
mod yearend;
mod zeroings;

/// Rows of operation and letters.
pub(super) type Table = &'static [(&'static str, &'static str)];

/// Every table.
pub(super) const TABLES: &[Table] = &[
    accounts::ROWS,
    acting::ROWS,
    audits::ROWS,
    boards::ROWS,
    cards::ROWS,
    care::ROWS,
    closings::ROWS,
    contents::ROWS,
    declarations::ROWS,
    editions::ROWS,
    grids::ROWS,
    help_cases::ROWS,
    inbox::ROWS,
    ledger::ROWS,
    meetings::ROWS,
    messages::ROWS,
    moderation::ROWS,
    objections::ROWS,
    organizations::ROWS,
    people::ROWS,
    posts::ROWS,
    privacy::ROWS,
    purse::ROWS,
    redemption::ROWS,
    rulebooks::ROWS,
    settlements::ROWS,
    standing::ROWS,
    suggestions::ROWS,
    tasks::ROWS,
    yearend::ROWS,
    zeroings::ROWS,
];
