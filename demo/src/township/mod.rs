//! The demonstration township: Chishiqiao (赤石桥乡) with its 17 branches, its 497 made-up members
//! and about a year of what they did, up to a day.
//!
//! A [`Plan`] is a pure function of a seed, a day and an [`Extent`]. It only says who does what
//! and when; [`crate::load`] carries it out through the use cases of the service, which decide
//! and score as they do for real people.
//!
//! ```text
//! roster (xlsx) → people (roles, diligence) → tasks (by season) → claims (and what became of
//! them) → life outside tasks → steps in the order of time
//! ```

mod activities;
mod claims;
mod days;
mod life;
mod people;
mod plan;
mod roster;
mod summary;
mod tasks;
#[cfg(test)]
mod tests;
mod words;

pub use life::{Care, Closing, Event, Mark, Trade};
pub use people::{Membership, Person, Seat};
pub use plan::{Claim, Deed, Extent, Plan, Report, Step, Task};
pub use roster::{Branch, RosterError};
pub use summary::Summary;

/// The name of the township's committee.
pub const TOWNSHIP: &str = "赤石桥乡党委";
