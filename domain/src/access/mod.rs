//! Access by reach (invariant 9): a role is held at an organization and reaches what lies under
//! it; a right says what may be done there.

mod granting;

pub use granting::{may_give, may_grant, may_invite_again, may_vouch};

use crate::ids::{OrganizationId, PersonId};
use crate::organizations::OrganizationPath;

/// A role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Branch committee: reviews claims.
    Reviewer,
    /// Branch secretary (S0-1): tasks, members, reviews of the branch.
    BranchAdmin,
    /// The township's organisation office.
    TownshipAdmin,
    /// Reads everything within reach, never writes.
    Overseer,
    /// An activist (入党积极分子, S0-16): no rights, boards and honours by setting.
    Activist,
    /// Keeps a shop (先锋超市): hands out what was redeemed and counts the stock (S4-4).
    ShopKeeper,
}

/// What may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// See members, tasks, claims and ledger.
    Read,
    /// Decide on claims.
    Review,
    /// Publish and change tasks.
    ManageTasks,
    /// Change the roster, invite, decide on re-bindings.
    ManageMembers,
    /// Take back and reinstate what approved claims gave.
    Correct,
    /// Enter and register for the branch: declarations, meetings, dues, reports, posts, audits,
    /// the committee's own entries.
    Register,
    /// Draft and adopt rule books and layers of them.
    SetRules,
    /// Organizations, roles, publication, corrections of every kind.
    Administer,
    /// Read the audit log.
    ReadAudit,
    /// Hand out redeemed goods, receive and count stock.
    KeepShop,
}

impl Right {
    /// All rights.
    pub const ALL: [Self; 10] = [
        Self::Read,
        Self::Review,
        Self::ManageTasks,
        Self::ManageMembers,
        Self::Correct,
        Self::Register,
        Self::SetRules,
        Self::Administer,
        Self::ReadAudit,
        Self::KeepShop,
    ];
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 6] =
        [Self::Reviewer, Self::BranchAdmin, Self::TownshipAdmin, Self::Overseer, Self::Activist, Self::ShopKeeper];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reviewer => "reviewer",
            Self::BranchAdmin => "branch_admin",
            Self::TownshipAdmin => "township_admin",
            Self::Overseer => "overseer",
            Self::Activist => "activist",
            Self::ShopKeeper => "shop_keeper",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Does the role carry the right?
    pub const fn allows(self, right: Right) -> bool {
        match self {
            Self::Reviewer => matches!(right, Right::Read | Right::Review),
            Self::BranchAdmin => !matches!(right, Right::Administer | Right::ReadAudit | Right::KeepShop),
            Self::TownshipAdmin => true,
            Self::Overseer => matches!(right, Right::Read | Right::ReadAudit),
            Self::Activist => false,
            Self::ShopKeeper => matches!(right, Right::KeepShop),
        }
    }
}

/// A role held by a person at an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Who holds it.
    pub person: PersonId,
    /// The role.
    pub role: Role,
    /// Where.
    pub organization: OrganizationId,
    /// The path of where.
    pub path: OrganizationPath,
}

/// The part of the tree that a caller may work on with one right. Every store read of owned rows
/// takes one; an empty reach finds nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach(Vec<OrganizationPath>);

impl Reach {
    /// What the grants reach with a right.
    pub fn of(grants: &[Grant], right: Right) -> Self {
        Self(grants.iter().filter(|grant| grant.role.allows(right)).map(|grant| grant.path.clone()).collect())
    }

    /// One organization and what lies below, for work that a person was already allowed to start.
    pub fn under(path: OrganizationPath) -> Self {
        Self(vec![path])
    }

    /// Nothing at all.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// The whole township of a path: for names that belong to something the caller may see already.
    pub fn township_of(path: &OrganizationPath) -> Self {
        let root = path.ids().next().map(OrganizationPath::root);
        Self::under(root.unwrap_or_else(|| path.clone()))
    }

    /// Does it cover the organization?
    pub fn covers(&self, path: &OrganizationPath) -> bool {
        self.0.iter().any(|own| own.covers(path))
    }

    /// Nothing at all?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The tops of what is reached.
    pub fn tops(&self) -> &[OrganizationPath] {
        &self.0
    }
}

/// Where a claim is reviewed: at the lowest organization, from the task's own upwards, where
/// somebody other than the claimant may review; at the top if there is nobody (nobody reviews
/// their own claim: it goes to another reviewer of the branch, else to the township, by itself).
/// `grants` are those of the organizations on the path.
pub fn review_organization(path: &OrganizationPath, claimant: PersonId, grants: &[Grant]) -> Option<OrganizationId> {
    let may = |organization: &OrganizationId| {
        grants.iter().any(|grant| {
            grant.organization == *organization && grant.role.allows(Right::Review) && grant.person != claimant
        })
    };
    path.ids().rev().find(may).or_else(|| path.ids().next())
}

/// Does nobody else hold a right there? Then a person decides on what is their own, with a reason on record.
/// `grants` are those of the organizations on the path.
pub fn is_alone(person: PersonId, right: Right, grants: &[Grant]) -> bool {
    !grants.iter().any(|grant| grant.person != person && grant.role.allows(right))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn nobody_reviews_their_own_claim() {
        let [township, branch] = [1, 2].map(|n| OrganizationId(Uuid::from_u128(n)));
        let [secretary, other, clerk] = [11, 12, 13].map(|n| PersonId(Uuid::from_u128(n)));
        let path = OrganizationPath::root(township).child(branch);
        let grant = |person, role, organization| Grant { person, role, organization, path: path.clone() };
        let clerk = grant(clerk, Role::TownshipAdmin, township);
        let only_secretary = [clerk.clone(), grant(secretary, Role::BranchAdmin, branch)];
        assert_eq!(review_organization(&path, other, &only_secretary), Some(branch));
        assert_eq!(review_organization(&path, secretary, &only_secretary), Some(township));
        let two = [clerk, grant(secretary, Role::BranchAdmin, branch), grant(other, Role::Reviewer, branch)];
        assert_eq!(review_organization(&path, secretary, &two), Some(branch));
    }

    #[test]
    fn an_overseer_never_writes_and_no_grant_reaches_nothing() {
        for right in Right::ALL {
            let reads = matches!(right, Right::Read | Right::ReadAudit);
            assert_eq!(Role::Overseer.allows(right), reads);
        }
        let reach = Reach::none();
        assert!(!reach.covers(&OrganizationPath::root(OrganizationId(Uuid::from_u128(1)))));
    }
}
