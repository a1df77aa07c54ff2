//! The rules of the points system: pure and synchronous, no I/O, no framework, no clock of its own.
//!
//! Every rule is a function: what is loaded, what is asked and what time it is go in; what
//! changes, or a typed refusal, comes out. `api` owns the transactions around them, `infra`
//! turns rows into these values and back.

pub mod access;
pub mod appraisal;
pub mod assistance;
pub mod aways;
pub mod boards;
pub mod cards;
pub mod care;
pub mod certificates;
pub mod closings;
pub mod consents;
pub mod contents;
pub mod declarations;
pub mod desk;
pub mod dues;
pub mod editions;
pub mod funds;
pub mod grids;
pub mod handovers;
pub mod help;
pub mod hidden;
pub mod ids;
pub mod ledger;
pub mod meetings;
pub mod members;
pub mod messages;
pub mod moderation;
pub mod names;
pub mod objections;
pub mod organizations;
pub mod pledges;
pub mod points;
pub mod posts;
pub mod privacy;
pub mod proposals;
pub mod purse;
pub mod quantity;
pub mod quarterly_audit;
pub mod redemption;
pub mod roster;
pub mod rulebook;
pub mod settlements;
pub mod statistics;
pub mod strangers;
pub mod suggestions;
pub mod tasks;
pub mod time;
pub mod villager_reports;

pub use points::Points;
pub use quantity::Quantity;
