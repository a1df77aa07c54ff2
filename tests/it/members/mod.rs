//! Members: the roster, dated memberships, import, invites.

mod booklet;
mod dated;
mod exemptions;
mod hints;
mod import;
mod invites;
mod persons;
mod roster;
