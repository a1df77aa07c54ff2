//! The tree of organizations and the rule book in force.

mod publication;
mod rulebook;
mod tree;
