//! Who may give a role, and who may let somebody in as a person: nobody makes out of their own
//! rights more than they are.

use super::{Grant, Reach, Right, Role};
use crate::organizations::{OrganizationKind, OrganizationPath};

impl Role {
    /// Can the role be held at an organization of this kind?
    pub const fn fits(self, kind: OrganizationKind) -> bool {
        match self {
            Self::TownshipAdmin => matches!(kind, OrganizationKind::Township | OrganizationKind::Upper),
            Self::BranchAdmin => kind.is_branch() || matches!(kind, OrganizationKind::GeneralBranch),
            Self::Reviewer => !matches!(kind, OrganizationKind::Upper),
            Self::Overseer => true,
            Self::Activist => kind.is_branch(),
            Self::ShopKeeper => kind.is_branch() || matches!(kind, OrganizationKind::Township),
        }
    }
}

/// May the holder of `own` give or take a role at an organization? Who administers it may; who
/// manages its members may name its reviewers and activists.
pub fn may_grant(own: &[Grant], role: Role, path: &OrganizationPath) -> bool {
    let holds = |right| Reach::of(own, right).covers(path);
    match role {
        Role::Reviewer | Role::Activist => holds(Right::ManageMembers) || holds(Right::Administer),
        Role::BranchAdmin | Role::TownshipAdmin | Role::Overseer | Role::ShopKeeper => holds(Right::Administer),
    }
}

/// May the holder of `own` give a role to a person who is a member of the branch `home`? As
/// [`may_grant`]; but who decides on claims is somebody that the branch knows: only who
/// administers it names a reviewer from elsewhere.
pub fn may_give(own: &[Grant], role: Role, path: &OrganizationPath, home: Option<&OrganizationPath>) -> bool {
    let own_reviewer = || home.is_some_and(|home| path.covers(home)) || Reach::of(own, Right::Administer).covers(path);
    may_grant(own, role, path) && (role != Role::Reviewer || own_reviewer())
}

/// May the holder of `own` let somebody in as the holder of `theirs`: invite, approve a
/// re-binding, change the phone that proves the person? Only who holds every right there that
/// the person does, and manages the members of the branch that the person is a member of; else a
/// secretary could put a phone of their own in an administrator's or a stranger's place.
pub fn may_vouch(own: &[Grant], theirs: &[Grant], branch: Option<&OrganizationPath>) -> bool {
    let manages = |branch| Reach::of(own, Right::ManageMembers).covers(branch);
    branch.is_none_or(manages)
        && theirs.iter().all(|grant| {
            let mut needed = Right::ALL.into_iter().filter(|right| grant.role.allows(*right));
            needed.all(|right| Reach::of(own, right).covers(&grant.path))
        })
}

/// May the holder of `own` invite a person again who has an account? It puts another phone in the
/// place of somebody who may decide on the inviter's own claims: only who administers may.
pub fn may_invite_again(own: &[Grant], theirs: &[Grant]) -> bool {
    let administered = Reach::of(own, Right::Administer);
    theirs.iter().filter(|grant| grant.role.allows(Right::Review)).all(|grant| administered.covers(&grant.path))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::{OrganizationId, PersonId};

    fn grant(role: Role, path: &OrganizationPath) -> Grant {
        let organization = path.ids().next_back().expect("an organization");
        Grant { person: PersonId(Uuid::from_u128(9)), role, organization, path: path.clone() }
    }

    #[test]
    fn a_secretary_names_reviewers_of_the_own_branch_and_nothing_higher() {
        let [township, branch, other] = [1, 2, 3].map(|n| OrganizationId(Uuid::from_u128(n)));
        let township = OrganizationPath::root(township);
        let (branch, other) = (township.child(branch), township.child(other));
        let secretary = [grant(Role::BranchAdmin, &branch)];
        assert!(may_grant(&secretary, Role::Reviewer, &branch));
        assert!(!may_grant(&secretary, Role::Reviewer, &other));
        assert!(!may_grant(&secretary, Role::BranchAdmin, &branch));
        assert!(!may_grant(&[grant(Role::Reviewer, &branch)], Role::Reviewer, &branch));
        let clerk = [grant(Role::TownshipAdmin, &township)];
        assert!(Role::ALL.into_iter().all(|role| may_grant(&clerk, role, &other)));
    }

    #[test]
    fn nobody_lets_in_who_may_do_more() {
        let township = OrganizationPath::root(OrganizationId(Uuid::from_u128(1)));
        let branch = township.child(OrganizationId(Uuid::from_u128(2)));
        let secretary = [grant(Role::BranchAdmin, &branch)];
        let other = township.child(OrganizationId(Uuid::from_u128(3)));
        assert!(may_vouch(&secretary, &[], Some(&branch)));
        assert!(may_vouch(&secretary, &[grant(Role::BranchAdmin, &branch), grant(Role::Activist, &branch)], None));
        assert!(!may_vouch(&secretary, &[grant(Role::Activist, &branch)], Some(&other)), "a member elsewhere");
        assert!(!may_vouch(&secretary, &[grant(Role::TownshipAdmin, &township)], None));
        assert!(!may_vouch(&secretary, &[grant(Role::Overseer, &branch)], None), "an overseer reads the audit log");
        let clerk = [grant(Role::TownshipAdmin, &township)];
        assert!(may_vouch(&clerk, &secretary, Some(&other)));
        let reviewer = [grant(Role::Reviewer, &branch)];
        assert!(may_invite_again(&clerk, &reviewer) && !may_invite_again(&secretary, &reviewer));
        assert!(may_invite_again(&secretary, &[grant(Role::Activist, &branch)]));
    }

    #[test]
    fn a_secretary_names_reviewers_among_the_own_members() {
        let township = OrganizationPath::root(OrganizationId(Uuid::from_u128(1)));
        let [branch, other] = [2, 3].map(|n| township.child(OrganizationId(Uuid::from_u128(n))));
        let secretary = [grant(Role::BranchAdmin, &branch)];
        assert!(may_give(&secretary, Role::Reviewer, &branch, Some(&branch)));
        assert!(!may_give(&secretary, Role::Reviewer, &branch, Some(&other)));
        assert!(!may_give(&secretary, Role::Reviewer, &branch, None));
        assert!(may_give(&secretary, Role::Activist, &branch, None));
        assert!(may_give(&[grant(Role::TownshipAdmin, &township)], Role::Reviewer, &branch, None));
    }
}
