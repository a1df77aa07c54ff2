//! Members: the roster, dated memberships, import, invites.

mod dated;
mod import;
mod invites;
mod persons;
mod roster;
