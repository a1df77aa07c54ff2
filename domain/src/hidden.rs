//! Who is kept from everybody: the one rule behind boards, notices, public pages, masked exports and
//! public counts (invariant 11). Whoever shows something outside need-to-know asks here.
//!
//! | a member | rows and counts for everybody ([`Place::hides`]) | named in public lists ([`Place::names`]) |
//! | --- | --- | --- |
//! | in a sensitive organization, or below one | kept out | no |
//! | of a sensitive category of the book in force | kept out | no |
//! | of a category that the book does not know, or where no book is in force | kept out | no |
//! | exempt, by decision or category (S2-7) | stays in; boards leave them out by their own rule | no |
//! | not a member any more | as they last stood | no |
//!
//! Two answers, since they are asked for two reasons. A count or a row of deeds does not tell who is
//! exempt. A public list of names would: who stands on the list of pledges and on no board is known to be
//! exempt. What is not known is hidden: a category that a new book has dropped may have been a sensitive one.
//!
//! An own consent to the full name lifts a mask and never this rule: it counts only for whom
//! [`Place::names`]. Need-to-know is not decided here but by reach (invariant 9), and what an edition
//! froze stays as it was judged when it was sealed.

use crate::members::Member;
use crate::organizations::{Organization, OrganizationPath};
use crate::rulebook::RuleBook;
use crate::time::Day;

/// Is an organization of a path, root first, marked sensitive? An empty path is not known, and hidden.
pub fn is_sensitive(on_path: &[Organization]) -> bool {
    on_path.is_empty() || on_path.iter().any(|organization| organization.sensitive)
}

/// Does a path lie at or below something sensitive among the organizations given?
pub fn is_below_sensitive(path: &OrganizationPath, among: &[Organization]) -> bool {
    among.iter().any(|organization| organization.sensitive && organization.path.covers(path))
}

/// What everybody may see of some organizations: neither sensitive nor below what is. What lies above
/// them is asked about with [`is_sensitive`].
pub fn open_of(all: Vec<Organization>) -> Vec<Organization> {
    let sensitive: Vec<OrganizationPath> = all.iter().filter(|one| one.sensitive).map(|one| one.path.clone()).collect();
    let is_open = |one: &Organization| !sensitive.iter().any(|path| path.covers(&one.path));
    all.into_iter().filter(is_open).collect()
}

/// What decides about the members of a branch.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The branch or one above it is marked sensitive.
    pub sensitive: bool,
    /// The rule book in force there; none is not known.
    pub book: Option<&'a RuleBook>,
}

impl Place<'_> {
    /// Are members of a category kept from everybody there, with every row and count?
    pub fn hides(self, category: &str) -> bool {
        self.sensitive || !self.book.is_some_and(|book| book.shows(category))
    }

    /// May a public list name somebody who stands there? Only a member of today who is neither hidden
    /// nor exempt: neither being on a list nor missing from one marks anybody.
    pub fn names(self, member: &Member, today: Day) -> bool {
        let standing = &member.standing;
        let exempt = self.book.is_none_or(|book| book.exempts(standing.exempt, &standing.category));
        let left = member.left_on.is_some_and(|left_on| left_on <= today);
        !(left || exempt || self.hides(&standing.category))
    }
}

#[cfg(test)]
mod tests;
